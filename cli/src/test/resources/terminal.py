"""Runs a command on a pseudo-terminal: terminal.py COLUMNS ROWS COMMAND...

What the command writes goes to standard output as it comes. Lines on standard input are done to the
terminal: "resize COLUMNS ROWS", "type HEX". Ends with the command's exit code, 128 + N for signal N.
"""
import fcntl, os, pty, select, signal, struct, sys, termios


def set_size(terminal, columns, rows):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", int(rows), int(columns), 0, 0))


def do(terminal, line):
    words = line.split()
    if words[:1] == ["resize"]:
        set_size(terminal, words[1], words[2])
    elif words[:1] == ["type"]:
        os.write(terminal, bytes.fromhex(words[1]))


def main(columns, rows, *command):
    child, terminal = pty.fork()
    if child == 0:
        set_size(0, columns, rows)
        for ends in signal.SIGINT, signal.SIGQUIT, signal.SIGHUP:  # ignored where this runs in the background
            signal.signal(ends, signal.SIG_DFL)
        os.execvp(command[0], command)
    orders, pending = [sys.stdin.fileno()], b""
    while True:
        readable, _, _ = select.select([terminal] + orders, [], [])
        if terminal in readable:
            try:
                written = os.read(terminal, 65536)
            except OSError:  # Linux says so that nobody has it open any more
                written = b""
            if not written:
                break
            sys.stdout.buffer.write(written)
            sys.stdout.buffer.flush()
        elif orders:
            said = os.read(orders[0], 4096)
            if not said:
                orders = []
            *lines, pending = (pending + said).split(b"\n")
            for line in lines:
                do(terminal, line.decode())
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    sys.exit(code if code >= 0 else 128 - code)


main(*sys.argv[1:])
