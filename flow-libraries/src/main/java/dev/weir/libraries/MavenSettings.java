package dev.weir.libraries;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.model.Repository;
import org.apache.maven.settings.Profile;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.apache.maven.settings.crypto.DefaultSettingsDecrypter;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.eclipse.aether.repository.AuthenticationSelector;
import org.eclipse.aether.repository.MirrorSelector;
import org.eclipse.aether.repository.Proxy;
import org.eclipse.aether.repository.ProxySelector;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher;
import org.sonatype.plexus.components.sec.dispatcher.DefaultSecDispatcher;

/** The user's {@code settings.xml}, merged with the installation's and with passwords decrypted. */
final class MavenSettings {
  /** Stands between the id of a repository and its URL. */
  static final String ID_FROM_URL = "::";

  private final MavenHome home;
  private final Settings settings;
  private final SettingsDecryptionResult secrets;

  private MavenSettings(MavenHome home, Settings settings, SettingsDecryptionResult secrets) {
    this.home = home;
    this.settings = settings;
    this.secrets = secrets;
  }

  static MavenSettings read(MavenHome home) throws LibraryException {
    var file = home.user().resolve("settings.xml");
    var request = new DefaultSettingsBuildingRequest();
    request.setUserSettingsFile(file.toFile());
    home.installation()
        .map(folder -> folder.resolve("conf/settings.xml").toFile())
        .ifPresent(request::setGlobalSettingsFile);
    request.setSystemProperties(System.getProperties());
    try {
      var settings =
          new DefaultSettingsBuilderFactory().newInstance().build(request).getEffectiveSettings();
      return new MavenSettings(home, settings, decrypt(home, settings));
    } catch (SettingsBuildingException e) {
      throw new LibraryException(
          "Maven's settings can't be read: " + e.getMessage().strip(), "Mend " + file + ".");
    }
  }

  private static SettingsDecryptionResult decrypt(MavenHome home, Settings settings) {
    var dispatcher = new DefaultSecDispatcher(new DefaultPlexusCipher());
    dispatcher.setConfigurationFile(home.user().resolve("settings-security.xml").toString());
    return new DefaultSettingsDecrypter(dispatcher)
        .decrypt(new DefaultSettingsDecryptionRequest(settings));
  }

  boolean offline() {
    return settings.isOffline();
  }

  Path localRepository() {
    var configured = settings.getLocalRepository();
    return configured == null || configured.isBlank()
        ? home.user().resolve("repository")
        : Path.of(configured);
  }

  /** Those named, those of active profiles, then Maven Central, before mirrors take over. */
  List<RemoteRepository> repositories(List<String> urls) {
    var all = new ArrayList<RemoteRepository>();
    for (int i = 0; i < urls.size(); i++) {
      var named = urls.get(i).split(ID_FROM_URL, 2);
      all.add(
          named.length == 2
              ? repository(named[0], named[1])
              : repository("flow-" + (i + 1), urls.get(i)));
    }
    Stream.concat(
            activeProfiles()
                .flatMap(profile -> profile.getRepositories().stream())
                .map(each -> repository(each.getId(), each.getUrl())),
            SuperPom.repositories().stream())
        .filter(usual -> all.stream().noneMatch(each -> each.getId().equals(usual.getId())))
        .forEach(all::add);
    return all;
  }

  /** A missing checksum passes, a wrong one does not: see {@link RefuseDamaged}. */
  private static RemoteRepository repository(String id, String url) {
    var policy =
        new RepositoryPolicy(
            true, RepositoryPolicy.UPDATE_POLICY_DAILY, RepositoryPolicy.CHECKSUM_POLICY_WARN);
    return new RemoteRepository.Builder(id, "default", url).setPolicy(policy).build();
  }

  /** What active profiles say about a project: properties, and where to look. */
  List<org.apache.maven.model.Profile> profiles() {
    return activeProfiles().map(MavenSettings::ofProject).toList();
  }

  private static org.apache.maven.model.Profile ofProject(Profile profile) {
    var converted = new org.apache.maven.model.Profile();
    converted.setId(profile.getId());
    converted.setProperties(profile.getProperties());
    for (var each : profile.getRepositories()) {
      var repository = new Repository();
      repository.setId(each.getId());
      repository.setUrl(each.getUrl());
      converted.addRepository(repository);
    }
    return converted;
  }

  private Stream<Profile> activeProfiles() {
    return settings.getProfiles().stream()
        .filter(
            profile ->
                settings.getActiveProfiles().contains(profile.getId())
                    || (profile.getActivation() != null
                        && profile.getActivation().isActiveByDefault()));
  }

  MirrorSelector mirrors() {
    var selector = new DefaultMirrorSelector();
    settings
        .getMirrors()
        .forEach(
            mirror ->
                selector.add(
                    mirror.getId(),
                    mirror.getUrl(),
                    mirror.getLayout(),
                    false,
                    mirror.isBlocked(),
                    mirror.getMirrorOf(),
                    mirror.getMirrorOfLayouts()));
    return selector;
  }

  ProxySelector proxies() {
    var selector = new DefaultProxySelector();
    secrets.getProxies().stream()
        .filter(org.apache.maven.settings.Proxy::isActive)
        .forEach(
            proxy ->
                selector.add(
                    new Proxy(
                        proxy.getProtocol(),
                        proxy.getHost(),
                        proxy.getPort(),
                        new AuthenticationBuilder()
                            .addUsername(proxy.getUsername())
                            .addPassword(proxy.getPassword())
                            .build()),
                    proxy.getNonProxyHosts()));
    return selector;
  }

  AuthenticationSelector credentials() {
    var selector = new DefaultAuthenticationSelector();
    secrets
        .getServers()
        .forEach(
            server ->
                selector.add(
                    server.getId(),
                    new AuthenticationBuilder()
                        .addUsername(server.getUsername())
                        .addPassword(server.getPassword())
                        .addPrivateKey(server.getPrivateKey(), server.getPassphrase())
                        .build()));
    return selector;
  }
}
