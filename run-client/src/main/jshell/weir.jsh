import dev.weir.runs.*;
import dev.weir.protocol.RunState;
import dev.weir.protocol.TaskState;
import java.nio.file.Path;
var weir = Weir.open();
