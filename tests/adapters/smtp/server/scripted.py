"""A mail server that misbehaves as it is told, on a free loopback port.

scripted.py '{"STAGE": ACTION, …}'      STAGE: banner ehlo helo starttls auth login mail rcpt data dot quit
An ACTION is one of
    "550 no"            this line
    {"raw": "2\r\n"}    these bytes (characters are latin-1); with "close": true, FIN behind them
    {"silent": true}    nothing, for as long as the client stays
    {"drip": "220 x\r\n", "every": 0.1}   byte after byte
    {"endless": "250-x\r\n"}              again and again until the client goes
    {"reset": true}     RST
    {"close": true}     FIN
    [ACTION, …]         the first time, the second …, the last one from then on
"rcpt:ADDRESS" is for that recipient only. What is not scripted goes well. "listeners": 10 makes it ten servers, a port each.
"""
import json
import os
import socket
import struct
import sys
import threading

from reading import tell, tell_message, until_stdin_ends

FINE = {
    "banner": "220 scripted ESMTP", "ehlo": "250 scripted", "helo": "250 scripted", "starttls": "454 no TLS here",
    "auth": "235 welcome", "login": "235 welcome", "mail": "250 sender fine", "rcpt": "250 recipient fine",
    "data": "354 go on", "dot": "250 taken", "quit": "221 bye", "rset": "250 fine",
}


class Gone(Exception):
    pass


class Script:
    def __init__(self, actions):
        self.actions, self.used, self.lock = actions, {}, threading.Lock()

    def action(self, stage):
        chosen = self.actions.get(stage, FINE.get(stage, "500 what?"))
        if not isinstance(chosen, list):
            return chosen
        with self.lock:
            turn = self.used.get(stage, 0)
            self.used[stage] = turn + 1
        return chosen[min(turn, len(chosen) - 1)]


class Connection:
    def __init__(self, sock, script, number):
        self.sock, self.script, self.number = sock, script, number
        self.file = sock.makefile("rb")
        self.sender, self.recipients = None, []

    def wait_until_gone(self):
        while self.sock.recv(4096):
            pass
        raise Gone

    def play(self, stage):
        """True: the answer was positive."""
        action = self.script.action(stage)
        if isinstance(action, str):
            self.sock.sendall(action.encode("latin-1") + b"\r\n")
            return action[0] in "23"
        if "raw" in action:
            self.sock.sendall(action["raw"].encode("latin-1"))
            if "close" in action:
                raise Gone
            return True
        if "drip" in action:
            pause = threading.Event()
            for byte in action["drip"].encode("latin-1"):
                self.sock.sendall(bytes([byte]))
                pause.wait(action["every"])
            return True
        if "endless" in action:
            while True:
                self.sock.sendall(action["endless"].encode("latin-1"))
        if "silent" in action:
            self.wait_until_gone()
        if "reset" in action:
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise Gone

    def line(self):
        line = self.file.readline()
        if not line.endswith(b"\n"):
            raise Gone
        return line.rstrip(b"\r\n").decode("utf-8", "replace")

    def letter(self):
        raw = b""
        while True:
            line = self.file.readline()
            if not line.endswith(b"\n"):
                raise Gone
            if line == b".\r\n":
                break
            raw += line[1:] if line.startswith(b".") else line
        tell_message(raw, self.sender, self.recipients, connection=self.number)
        self.play("dot")

    def command(self, line):
        verb = line[:4].upper()
        tell(event="command", connection=self.number, line=line)
        if verb == "MAIL":
            self.sender, self.recipients = line[10:].split(">")[0].strip("<"), []
        if verb == "RCPT":
            self.recipients.append(line[8:].split(">")[0].strip("<"))
        if verb == "DATA":
            if self.play("data"):
                self.letter()
        elif verb == "AUTH":
            self.play("auth")
        elif verb == "RCPT":
            own = "rcpt:" + self.recipients[-1]
            self.play(own if own in self.script.actions else "rcpt")
        elif verb in ("EHLO", "HELO", "MAIL", "QUIT", "RSET"):
            self.play(verb.lower())
        elif verb == "STAR":
            self.play("starttls")
        else:
            self.play("login")
        if verb == "QUIT":
            raise Gone

    def serve(self):
        tell(event="connection", connection=self.number)
        try:
            self.play("banner")
            while True:
                self.command(self.line())
        except (Gone, OSError):
            pass
        finally:
            self.file.close()
            self.sock.close()
            tell(event="closed", connection=self.number)


def listen(script):
    listener = socket.create_server(("127.0.0.1", 0), backlog=128)
    tell(event="listening", port=listener.getsockname()[1])

    def accept():
        number = 0
        while True:
            sock, _ = listener.accept()
            number += 1
            threading.Thread(target=Connection(sock, script, number).serve, daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()


def main():
    wishes = json.loads(sys.argv[1])
    for _ in range(wishes.pop("listeners", 1)):
        listen(Script(wishes))
    until_stdin_ends()
    os._exit(0)


main()
