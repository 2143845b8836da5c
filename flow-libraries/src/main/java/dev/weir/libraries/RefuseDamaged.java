package dev.weir.libraries;

import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.ChecksumFailureException;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.transfer.TransferEvent;

/** Accepts no file whose checksum the repository names otherwise. */
final class RefuseDamaged extends AbstractTransferListener {
  @Override
  public void transferCorrupted(TransferEvent event) throws TransferCancelledException {
    if (event.getException() instanceof ChecksumFailureException damaged
        && damaged.getExpected() != null) {
      throw new TransferCancelledException(
          event.getResource().getResourceName()
              + " is damaged: its checksum is "
              + damaged.getActual()
              + ", the repository says "
              + damaged.getExpected());
    }
  }
}
