#include "workflows/partner/invitation.hpp"

#include <algorithm>
#include <chrono>
#include <fmt/chrono.h>
#include <limits>

#include "workflows/partner/plain_text.hpp"

namespace waymark::partner {

namespace {

constexpr std::size_t longest_line = 75;  // bytes, without the CRLF (3.1)

/// A value of the type TEXT (3.3.11).
std::string text_value(std::string_view text) {
    std::string value;
    for (const char c : plain_lines(text)) {
        if (c == '\n') {
            value += "\\n";
            continue;
        }
        if (c == '\\' || c == ';' || c == ',') value += '\\';
        value += c;
    }
    return value;
}

/// A parameter's value in quotes, which has no way to write a quote (3.2).
std::string quoted_parameter(std::string_view text) {
    std::string value = one_line(text);
    std::ranges::replace(value, '"', '\'');
    return "\"" + value + "\"";
}

std::string utc_value(Instant instant) {
    return fmt::format("{:%Y%m%dT%H%M%SZ}", std::chrono::floor<std::chrono::seconds>(instant));
}

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

/// Folds a line without cutting a character in two.
void append_line(std::string& out, std::string_view line) {
    std::size_t room = longest_line;
    while (line.size() > room) {
        auto cut = room;
        while (cut > 0 && continues_character(line[cut])) --cut;
        out.append(line.substr(0, cut)).append("\r\n ");
        line.remove_prefix(cut);
        room = longest_line - 1;
    }
    out.append(line).append("\r\n");
}

}  // namespace

std::string icalendar(const Invitation& invitation) {
    std::string out;
    const auto line = [&](const std::string& text) { append_line(out, text); };
    const auto sequence =
        std::min<std::uint64_t>(invitation.sequence, std::numeric_limits<std::int32_t>::max());
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Waymark//Partner program//EN");
    line(invitation.cancelled ? "METHOD:CANCEL" : "METHOD:REQUEST");
    line("BEGIN:VEVENT");
    line("UID:" + text_value(one_line(invitation.uid)));
    line("SEQUENCE:" + std::to_string(sequence));
    line("DTSTAMP:" + utc_value(invitation.written_at));
    line("DTSTART:" + utc_value(invitation.starts_at));
    line("DTEND:" + utc_value(invitation.ends_at));
    line("SUMMARY:" + text_value(one_line(invitation.summary)));
    if (!invitation.description.empty()) line("DESCRIPTION:" + text_value(invitation.description));
    if (!invitation.place.empty()) line("LOCATION:" + text_value(one_line(invitation.place)));
    if (address_objection(invitation.organizer).empty()) line("ORGANIZER:mailto:" + invitation.organizer);
    if (address_objection(invitation.attendee).empty())
        line("ATTENDEE;CN=" + quoted_parameter(invitation.attendee_name) +
             ";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION:mailto:" + invitation.attendee);
    line(invitation.cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
    line("TRANSP:OPAQUE");
    line("END:VEVENT");
    line("END:VCALENDAR");
    return out;
}

runtime::Attachment attachment(const Invitation& invitation) {
    return {"invite.ics",
            std::string("text/calendar; method=") + (invitation.cancelled ? "CANCEL" : "REQUEST") +
                "; charset=utf-8",
            icalendar(invitation)};
}

}  // namespace waymark::partner
