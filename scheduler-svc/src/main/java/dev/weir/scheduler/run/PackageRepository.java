package dev.weir.scheduler.run;

import dev.weir.client.Json;
import dev.weir.protocol.CodePackage;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Project;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

@ApplicationScoped
class PackageRepository implements PanacheRepositoryBase<PackageEntity, PackageEntity.Key> {

  Optional<CodePackage> find(Project project, Digest digest) {
    return findByIdOptional(new PackageEntity.Key(project.value(), digest.toString()))
        .map(PackageEntity::code);
  }

  void insert(Project project, Digest digest, CodePackage code, Instant now) {
    getEntityManager()
        .createNativeQuery(
            """
            insert into packages (project, digest, manifest, added_at)
            values (:project, :digest, :manifest, :now)
            on conflict (project, digest) do nothing""")
        .setParameter("project", project.value())
        .setParameter("digest", digest.toString())
        .setParameter("manifest", Json.text(code))
        .setParameter("now", now)
        .executeUpdate();
  }
}
