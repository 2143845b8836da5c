package dev.weir.scheduler.run;

import dev.weir.protocol.CodePackage;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** A code package that some run was started from. */
@Entity
@Table(name = "packages")
@IdClass(PackageEntity.Key.class)
class PackageEntity {
  @Id String project;
  @Id String digest;
  String manifest;

  @Column(name = "added_at")
  Instant addedAt;

  CodePackage code() {
    return Documents.read(manifest, CodePackage.class);
  }

  record Key(String project, String digest) implements Serializable {}
}
