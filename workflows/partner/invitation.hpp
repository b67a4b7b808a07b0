// The calendar entry that goes with a letter about an interview: iCalendar, RFC 5545, as a scheduling message
// (RFC 5546). Written only; nothing here reads calendars. Pure.
#pragma once

#include <string>

#include "states/instant.hpp"
#include "workflows/runtime/ports/mail.hpp"

namespace waymark::partner {

struct Invitation {
    bool cancelled = false;      // takes the entry out of the calendar again
    std::string uid;             // the same for every letter about one interview
    std::uint64_t sequence = 0;  // greater in each later letter about it
    Instant written_at, starts_at, ends_at;
    std::string summary, description, place, organizer, attendee, attendee_name;  // addresses: may be empty
};

/// Lines of at most 75 bytes, ended by CRLF; no text from outside begins a line of its own.
/// Source: RFC 5545 3.1, 3.3.11, 3.6.1; RFC 5546 3.2.2, 3.2.5
std::string icalendar(const Invitation& invitation);

/// The same as an attachment, "invite.ics".
runtime::Attachment attachment(const Invitation& invitation);

}  // namespace waymark::partner
