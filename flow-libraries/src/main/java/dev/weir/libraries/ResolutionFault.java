package dev.weir.libraries;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.eclipse.aether.transfer.ChecksumFailureException;
import org.eclipse.aether.transfer.MetadataNotFoundException;
import org.eclipse.aether.transfer.MetadataTransferException;
import org.eclipse.aether.transfer.RepositoryOfflineException;

/** Says in one sentence what Maven says in a chain of exceptions. */
final class ResolutionFault {
  private ResolutionFault() {}

  static LibraryException of(
      DependencyResolutionException fault,
      List<String> asked,
      List<RemoteRepository> repositories,
      boolean offline) {
    var result = fault.getResult();
    var single =
        result == null
            ? Stream.<Exception>empty()
            : Stream.concat(
                result.getCollectExceptions().stream(),
                exceptions(result.getArtifactResults()).stream());
    return of(Stream.concat(single, Stream.of(fault)).toList(), asked, repositories, offline);
  }

  static LibraryException of(
      DependencyCollectionException fault,
      List<String> asked,
      List<RemoteRepository> repositories,
      boolean offline) {
    var single =
        fault.getResult() == null ? List.<Exception>of() : fault.getResult().getExceptions();
    return of(
        Stream.concat(single.stream(), Stream.of(fault)).toList(), asked, repositories, offline);
  }

  static LibraryException of(
      ArtifactResolutionException fault,
      List<String> asked,
      List<RemoteRepository> repositories,
      boolean offline) {
    var single = exceptions(fault.getResults()).stream();
    return of(Stream.concat(single, Stream.of(fault)).toList(), asked, repositories, offline);
  }

  private static List<Exception> exceptions(List<ArtifactResult> results) {
    return results.stream()
        .filter(result -> !result.isResolved())
        .flatMap(result -> result.getExceptions().stream())
        .toList();
  }

  private static LibraryException of(
      List<? extends Throwable> faults,
      List<String> asked,
      List<RemoteRepository> repositories,
      boolean offline) {
    var chain = faults.stream().flatMap(ResolutionFault::causes).toList();
    var tried =
        repositories.stream()
            .map(repository -> repository.getId() + " (" + repository.getUrl() + ")")
            .collect(Collectors.joining(", "));
    var wanted = "the libraries " + String.join(", ", asked) + " can't be had: ";
    for (var fault : chain) {
      switch (fault) {
        case RepositoryOfflineException e -> {
          return offline(wanted, e.getRepository());
        }
        case ChecksumFailureException e -> {
          return new LibraryException(
              wanted + "what arrived is damaged: " + e.getMessage(),
              "Try again; a repository that serves damaged files has to be mended.");
        }
        case ArtifactTransferException e when !(e instanceof ArtifactNotFoundException) -> {
          return unreachable(wanted, e.getArtifact().toString(), e.getRepository(), e);
        }
        case MetadataTransferException e when !(e instanceof MetadataNotFoundException) -> {
          return unreachable(wanted, "the list of versions", e.getRepository(), e);
        }
        default -> {}
      }
    }
    return missing(wanted, chain, tried, offline);
  }

  private static LibraryException missing(
      String wanted, List<Throwable> chain, String tried, boolean offline) {
    var what = new ArrayList<String>();
    for (var fault : chain) {
      switch (fault) {
        case ArtifactNotFoundException e when e.getArtifact() != null ->
            what.add("no " + e.getArtifact());
        case VersionRangeResolutionException e ->
            what.add("no version of " + e.getResult().getRequest().getArtifact());
        default -> {}
      }
    }
    var named = what.isEmpty() ? chain.getLast().getMessage() : distinct(what);
    return new LibraryException(
        wanted + named + " in the repositories " + tried,
        offline
            ? "Maven's settings say <offline>: only what is on this machine already can be used."
            : "Check group, artifact and version; a repository of your own goes into"
                + " ~/.m2/settings.xml, @Libraries(repositories = …) or the pom.");
  }

  private static String distinct(List<String> what) {
    return what.stream().distinct().collect(Collectors.joining(", "));
  }

  private static LibraryException offline(String wanted, RemoteRepository repository) {
    return new LibraryException(
        wanted + "Maven's settings say <offline>, and they are not on this machine yet",
        "Take <offline> out of ~/.m2/settings.xml, and let " + repository.getUrl() + " be asked.");
  }

  private static LibraryException unreachable(
      String wanted, String what, RemoteRepository repository, Throwable fault) {
    var cause = causes(fault).reduce(fault, (before, deeper) -> deeper);
    return new LibraryException(
        wanted
            + what
            + ": the repository "
            + repository.getId()
            + " ("
            + repository.getUrl()
            + ") does not answer as it should: "
            + cause.getClass().getSimpleName()
            + ": "
            + cause.getMessage(),
        "Check the network, and mirrors, proxies and credentials in ~/.m2/settings.xml. Once"
            + " resolved, libraries need no network.");
  }

  private static Stream<Throwable> causes(Throwable fault) {
    return Stream.iterate(fault, each -> each != null, Throwable::getCause);
  }
}
