/** Running a flow: its parameters from the command line, in this process or on the mesh. */
@NullMarked
package dev.weir.cli.run;

import org.jspecify.annotations.NullMarked;
