"""A mail server that behaves: aiosmtpd on a free loopback port, with TLS and login when asked for.

orderly.py '{"tls": "none|starttls|at_once", "folder": FOLDER, "name": "127.0.0.1",
             "login": {"user": …, "password": …}, "size": BYTES, "smtputf8": true, "port": 0}'
With a folder, a new certificate for `name` is left there as certificate.pem.
"""
import asyncio
import json
import logging
import os
import ssl
import subprocess
import sys
import threading

from aiosmtpd.smtp import SMTP, AuthResult

from reading import tell, tell_message, until_stdin_ends


def certificate(folder, name):
    alternative = ("IP:" if name[0].isdigit() else "DNS:") + name
    paths = [os.path.join(folder, leaf) for leaf in ("certificate.pem", "key.pem")]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "2", "-out", paths[0], "-keyout", paths[1], "-subj", "/CN=" + name,
         "-addext", "subjectAltName=" + alternative],
        check=True, stderr=subprocess.DEVNULL)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*paths)
    return context


def is_secure(server):
    return server.transport.get_extra_info("ssl_object") is not None


class Handler:
    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        tell(event="hello", secure=is_secure(server), port=session.peer[1])
        return responses

    async def handle_DATA(self, server, session, envelope):
        login = session.auth_data.login.decode() if session.authenticated else None
        tell_message(envelope.original_content, envelope.mail_from, envelope.rcpt_tos, envelope.mail_options,
                     is_secure(server), login)
        return "250 2.0.0 taken"


def options_of(wishes):
    login, tls = wishes.get("login"), wishes.get("tls", "none")

    def authenticate(server, session, envelope, mechanism, data):
        fine = (data.login.decode(), data.password.decode()) == (login["user"], login["password"])
        tell(event="login", mechanism=mechanism, fine=fine)
        return AuthResult(success=fine, handled=False, auth_data=data if fine else None)

    return {
        "data_size_limit": wishes.get("size", 33554432),
        "enable_SMTPUTF8": wishes.get("smtputf8", True),
        "authenticator": authenticate if login else None,
        "auth_required": bool(login),
        "auth_require_tls": tls == "starttls",  # what it calls TLS is STARTTLS
        "require_starttls": tls == "starttls",
    }


async def main():
    wishes = json.loads(sys.argv[1])
    tls = wishes.get("tls", "none")
    context = certificate(wishes["folder"], wishes.get("name", "127.0.0.1")) if "folder" in wishes else None
    options = options_of(wishes)
    if tls == "starttls":
        options["tls_context"] = context
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Handler(), loop=loop, **options), "127.0.0.1",
                                      wishes.get("port", 0), ssl=context if tls == "at_once" else None)
    tell(event="listening", port=server.sockets[0].getsockname()[1])
    await server.serve_forever()


def end_with_the_test():
    until_stdin_ends()
    os._exit(0)


logging.disable()  # of what tests do to it on purpose
threading.Thread(target=end_with_the_test, daemon=True).start()
asyncio.run(main())
