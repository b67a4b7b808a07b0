#include "adapters/smtp/mime.hpp"

#include <algorithm>
#include <cstring>
#include <gmime/gmime.h>
#include <memory>
#include <mutex>

namespace waymark::smtp {
namespace {

template <class T>
struct Unref {
    void operator()(T* object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref<T>>;

/// Valid UTF-8; what is not becomes U+FFFD.
std::string valid(const std::string& text) {
    const std::unique_ptr<char, void (*)(void*)> made(
        g_utf8_make_valid(text.data(), static_cast<gssize>(text.size())), g_free);
    return made.get();  // NUL becomes U+FFFD as well
}

/// One line: runs of controls, separators and spaces become one space.
std::string one_line(const std::string& text) {
    const auto source = valid(text);
    std::string line;
    for (const char* at = source.c_str(); *at != '\0'; at = g_utf8_next_char(at)) {
        const auto character = g_utf8_get_char(at);
        if (g_unichar_isspace(character) || !g_unichar_isprint(character)) {
            if (!line.empty() && line.back() != ' ') line += ' ';
        } else {
            line.append(at, static_cast<std::size_t>(g_utf8_next_char(at) - at));
        }
    }
    while (line.ends_with(' ')) line.pop_back();
    return line;
}

/// Lines end with \n, whatever they ended with.
std::string with_line_feeds(const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\r') {
            if (at + 1 == text.size() || text[at + 1] != '\n') out += '\n';
        } else {
            out += text[at];
        }
    }
    return out;
}

bool is_printable_ascii(const std::string& text) {
    return std::ranges::all_of(text, [](char c) { return c >= ' ' && c < '\x7F'; });
}

/// GMime would leave a long word as it is, and what looks like an encoded word too; so it is done here.
std::string header_text(const std::string& text) {
    auto line = one_line(text);
    std::size_t longest = 0;
    for (std::size_t from = 0; from <= line.size();) {
        const auto space = std::min(line.find(' ', from), line.size());
        longest = std::max(longest, space - from);
        from = space + 1;
    }
    if (is_printable_ascii(line) && line.find("=?") == std::string::npos && longest <= 70) return line;
    std::string encoded;
    for (std::size_t from = 0; from < line.size();) {
        auto end = std::min(from + 42, line.size());  // 56 characters of base64: a word of 68, at most 75
        while (end < line.size() && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
        const std::unique_ptr<char, void (*)(void*)> word(
            g_base64_encode(reinterpret_cast<const guchar*>(line.data() + from), end - from), g_free);
        encoded += (encoded.empty() ? "=?UTF-8?B?" : " =?UTF-8?B?") + std::string(word.get()) + "?=";
        from = end;
    }
    return encoded;
}

/// "Name <address>" as a header's value.
std::string mailbox_text(const std::string& name, const Address& address) {
    auto shown = header_text(name);
    if (shown.empty()) return "<" + address.text() + ">";
    if (!shown.starts_with("=?")) {
        std::string quoted = "\"";
        for (const char c : shown) quoted += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
        shown = quoted + "\"";
    }
    return shown + " <" + address.text() + ">";
}

Owned<GMimePart> part_of(const std::string& type, const std::string& bytes, GMimeContentEncoding encoding) {
    Owned<GMimePart> part(g_mime_part_new());
    const Owned<GMimeContentType> parsed(g_mime_content_type_parse(nullptr, type.c_str()));
    g_mime_object_set_content_type(GMIME_OBJECT(part.get()), parsed.get());
    const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
    const Owned<GMimeDataWrapper> content(
        g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT));
    g_mime_part_set_content(part.get(), content.get());
    g_mime_part_set_content_encoding(part.get(), encoding);
    return part;
}

/// Short lines of printable ASCII go as they are; mostly ASCII as quoted-printable; all else as base64, whose
/// lines are CRLF before they are encoded.
Owned<GMimePart> text_part(const std::string& text) {
    const auto lines = with_line_feeds(valid(text));
    std::size_t length = 0;
    std::size_t longest = 0;
    std::size_t unusual = 0;
    for (const char c : lines) {
        length = c == '\n' ? 0 : length + 1;
        longest = std::max(longest, length);
        if (c != '\n' && c != '\t' && (c < ' ' || c == '\x7F')) ++unusual;  // eight bits are below zero
    }
    constexpr auto type = "text/plain; charset=utf-8";
    if (unusual == 0 && longest <= 78) return part_of(type, lines, GMIME_CONTENT_ENCODING_7BIT);
    if (unusual <= lines.size() / 6) return part_of(type, lines, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    std::string canonical;
    for (const char c : lines) canonical += c == '\n' ? "\r\n" : std::string{c};
    return part_of(type, canonical, GMIME_CONTENT_ENCODING_BASE64);
}

/// GMime would choose the smallest charset that has the characters.
void in_utf8(GMimeParamList* parameters, const char* name) {
    if (auto* parameter = g_mime_param_list_get_parameter(parameters, name))
        g_mime_param_set_charset(parameter, "utf-8");
}

Owned<GMimePart> attachment_part(const runtime::Attachment& attachment) {
    const auto type = one_line(attachment.content_type);
    auto part = part_of(is_printable_ascii(type) ? type : "application/octet-stream", attachment.bytes,
                        GMIME_CONTENT_ENCODING_BASE64);
    auto* object = GMIME_OBJECT(part.get());
    auto* content_type = g_mime_object_get_content_type(object);
    if (g_mime_content_type_is_type(content_type, "text", "*") != 0 &&
        g_mime_content_type_get_parameter(content_type, "charset") == nullptr)
        g_mime_content_type_set_parameter(content_type, "charset", "utf-8");
    g_mime_object_set_disposition(object, GMIME_DISPOSITION_ATTACHMENT);
    if (const auto name = one_line(attachment.name); !name.empty())
        g_mime_part_set_filename(part.get(), name.c_str());
    in_utf8(g_mime_content_type_get_parameters(content_type), "name");
    in_utf8(g_mime_content_disposition_get_parameters(g_mime_object_get_content_disposition(object)),
            "filename");
    return part;
}

Owned<GMimeObject> body_of(const runtime::Letter& letter) {
    auto text = text_part(letter.text);
    if (letter.attachments.empty()) return Owned<GMimeObject>(GMIME_OBJECT(text.release()));
    auto* mixed = g_mime_multipart_new_with_subtype("mixed");
    Owned<GMimeObject> owned(GMIME_OBJECT(mixed));
    g_mime_multipart_add(mixed, GMIME_OBJECT(text.get()));
    for (const auto& attachment : letter.attachments)
        g_mime_multipart_add(mixed, GMIME_OBJECT(attachment_part(attachment).get()));
    return owned;
}

/// RFC 5322 3.3: "Mon, 02 Mar 2026 12:00:00 +0000".
std::string date_text(Instant date) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(date).time_since_epoch().count();
    const std::unique_ptr<GDateTime, void (*)(GDateTime*)> at(g_date_time_new_from_unix_utc(seconds),
                                                              g_date_time_unref);
    const std::unique_ptr<char, void (*)(void*)> text(g_mime_utils_header_format_date(at.get()), g_free);
    return text.get();
}

bool is_message_id(const std::string& text) {
    return !text.empty() && text.size() <= 250 && is_printable_ascii(text) &&
           text.find_first_of(" <>()[]\\,;:\"") == std::string::npos;
}

/// "Name: value", folded between words.
std::string header(const char* name, const std::string& value) {
    std::string out = name;
    out += ':';
    std::size_t column = out.size();
    for (std::size_t from = 0; from <= value.size();) {
        const auto space = std::min(value.find(' ', from), value.size());
        const auto word = value.substr(from, space - from);
        if (column + 1 + word.size() > 78 && column > std::strlen(name) + 1) {
            out += "\r\n";
            column = 0;
        }
        out += " " + word;
        column += 1 + word.size();
        from = space + 1;
    }
    return out + "\r\n";
}

}  // namespace

std::optional<std::string> compose(const runtime::Letter& letter, const Mailbox& from, const Address& to) {
    if (!is_message_id(letter.message_id)) return std::nullopt;
    static std::mutex one_at_a_time;  // GLib's locks are none that the thread sanitizer knows
    const std::lock_guard lock(one_at_a_time);
    static const bool initialised = (g_mime_init(), true);
    static_cast<void>(initialised);

    const auto body = body_of(letter);
    const std::unique_ptr<GMimeFormatOptions, void (*)(GMimeFormatOptions*)> options(
        g_mime_format_options_new(), g_mime_format_options_free);
    g_mime_format_options_set_newline_format(options.get(), GMIME_NEWLINE_FORMAT_DOS);
    const Owned<GMimeStream> stream(g_mime_stream_mem_new());
    g_mime_object_write_to_stream(body.get(), options.get(), stream.get());
    const auto* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
    return header("Date", date_text(letter.date)) + header("From", mailbox_text(from.name, from.address)) +
           header("To", mailbox_text(letter.name, to)) + header("Subject", header_text(letter.subject)) +
           header("Message-ID", "<" + letter.message_id + ">") + header("Auto-Submitted", "auto-generated") +
           "MIME-Version: 1.0\r\n" + std::string(reinterpret_cast<const char*>(bytes->data), bytes->len);
}

}  // namespace waymark::smtp
