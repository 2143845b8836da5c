/** The AWS stack: what `cdk deploy` puts into a team's own account. */
@NullMarked
package dev.weir.cdk;

import org.jspecify.annotations.NullMarked;
