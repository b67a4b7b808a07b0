"""A received message as JSON, read by Python's own parser: independent of what wrote it."""
import base64
import email
import email.header
import email.policy
import json
import sys
import threading

_one_line_at_a_time = threading.Lock()


def tell(**event):
    """One event of the server, a line of JSON on stdout."""
    with _one_line_at_a_time:
        print(json.dumps(event), flush=True)


def shown(raw, name):
    """A header as RFC 2047 has it: the policy above keeps the space between encoded words of a name."""
    value = str(email.message_from_bytes(raw)[name]).replace("\r\n", "")
    return str(email.header.make_header(email.header.decode_header(value)))


def tell_message(raw, sender, recipients, options=(), secure=False, login=None, connection=None):
    message = email.message_from_bytes(raw, policy=email.policy.default)
    parts = [part for part in message.walk() if not part.is_multipart()]
    body = parts[0]
    tell(
        event="message",
        sender=sender,
        recipients=recipients,
        options=list(options),
        secure=secure,
        login=login,
        connection=connection,
        shown_to=shown(raw, "To"),
        headers=[[name, str(value)] for name, value in message.items()],
        defects=[repr(defect) for part in message.walk() for defect in part.defects]
        + [repr(defect) for _, value in message.items() for defect in value.defects],
        type=body.get_content_type(),
        charset=body.get_content_charset(),
        encoding=str(body["content-transfer-encoding"]),
        text=body.get_content().replace("\r\n", "\n") if body.get_content_maintype() == "text" else None,
        attachments=[
            {
                "type": part.get_content_type(),
                "method": part.get_param("method"),
                "charset": part.get_content_charset(),
                "name": part.get_filename(),
                "disposition": part.get_content_disposition(),
                "bytes": base64.b64encode(part.get_payload(decode=True)).decode(),
            }
            for part in parts[1:]
        ],
        raw=base64.b64encode(raw).decode(),
    )


def until_stdin_ends():
    """The server lives as long as the test that holds its standard input."""
    sys.stdin.buffer.read()
