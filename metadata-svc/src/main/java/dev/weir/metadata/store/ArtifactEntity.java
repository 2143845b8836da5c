package dev.weir.metadata.store;

import dev.weir.protocol.ArtifactRef;
import dev.weir.protocol.Digest;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "artifacts")
@Immutable
@IdClass(ArtifactEntity.Key.class)
class ArtifactEntity {
  @Id
  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "attempt_number")
  private AttemptEntity attempt;

  @Id private String name;
  private String encoding;
  private String type;
  private String digest;
  private @Nullable String inlineValue;

  protected ArtifactEntity() {}

  ArtifactEntity(AttemptEntity attempt, String name, ArtifactRef ref) {
    this.attempt = attempt;
    this.name = name;
    encoding = ref.encoding();
    type = ref.type();
    digest = ref.digest().toString();
    inlineValue = ref.inline();
  }

  String name() {
    return name;
  }

  ArtifactRef toRef() {
    return new ArtifactRef(encoding, type, Digest.parse(digest), inlineValue);
  }

  record Key(@Nullable Long attempt, String name) {}
}
