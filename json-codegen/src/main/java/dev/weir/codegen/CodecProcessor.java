package dev.weir.codegen;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.tools.Diagnostic;

/** Writes a class of codecs for each type that carries {@link JsonCodecs}. */
@SupportedAnnotationTypes("dev.weir.codegen.JsonCodecs")
public final class CodecProcessor extends AbstractProcessor {

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    for (var annotation : annotations) {
      for (var asking : round.getElementsAnnotatedWith(annotation)) {
        try {
          write((TypeElement) asking);
        } catch (UnknownShapeException | IOException e) {
          processingEnv
              .getMessager()
              .printMessage(Diagnostic.Kind.ERROR, "no codecs: " + e.getMessage(), asking);
        }
      }
    }
    return true;
  }

  private void write(TypeElement asking) throws IOException {
    var elements = processingEnv.getElementUtils();
    var code = elements.getPackageOf(asking).getQualifiedName().toString();
    var name = asking.getSimpleName() + "Codecs";
    var source = new CodecSource(code, name, new Shapes(processingEnv));
    roots(asking).forEach(source::add);
    var file = processingEnv.getFiler().createSourceFile(code + "." + name, asking);
    try (var out = file.openWriter()) {
      out.write(source.text());
    }
  }

  private List<TypeMirror> roots(Element asking) {
    return asking.getAnnotationMirrors().stream()
        .filter(
            each -> each.getAnnotationType().toString().equals(JsonCodecs.class.getCanonicalName()))
        .flatMap(each -> values(each).stream())
        .map(each -> (TypeMirror) each.getValue())
        .toList();
  }

  private static List<? extends AnnotationValue> values(AnnotationMirror mirror) {
    return Mirrors.list(Mirrors.value(mirror, "value").orElseThrow());
  }
}
