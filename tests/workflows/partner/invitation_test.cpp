#include "workflows/partner/invitation.hpp"

#include <gmock/gmock.h>

#include "tests/workflows/partner/life.hpp"
#include "tests/workflows/partner/small_town.hpp"
#include "workflows/partner/correspondence.hpp"
#include "workflows/partner/program.hpp"

namespace waymark::partner {
namespace {

using states::Value;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

/// The lines of a calendar as a reader sees them: unfolded (RFC 5545 3.1).
std::vector<std::string> unfolded(const std::string& calendar) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < calendar.size();) {
        const auto end = calendar.find("\r\n", at);
        EXPECT_NE(end, std::string::npos) << "every line ends with CRLF";
        const auto line = calendar.substr(at, end - at);
        EXPECT_LE(line.size(), 75u);
        EXPECT_EQ(line.find_first_of("\r\n"), std::string::npos);
        if (line.starts_with(' ') && !lines.empty())
            lines.back() += line.substr(1);
        else
            lines.push_back(line);
        at = end + 2;
    }
    return lines;
}

Invitation sample() {
    Invitation invitation;
    invitation.uid = "0123456789abc@waymark";
    invitation.sequence = 17;
    invitation.written_at = msk("2026-09-20 12:00");
    invitation.starts_at = msk("2026-10-07 11:00");
    invitation.ends_at = msk("2026-10-07 12:30");
    invitation.summary = "Interview: Infrastructure, Romashka";
    invitation.organizer = "partners@provider.example";
    invitation.attendee = "olga@romashka.example";
    invitation.attendee_name = "Olga";
    return invitation;
}

TEST(Invitation, SaysWhenInUtcAndForWhom) {
    const auto lines = unfolded(icalendar(sample()));
    EXPECT_EQ(lines.front(), "BEGIN:VCALENDAR");
    EXPECT_EQ(lines.back(), "END:VCALENDAR");
    for (const auto* line :
         {"VERSION:2.0", "METHOD:REQUEST", "UID:0123456789abc@waymark", "SEQUENCE:17",
          "DTSTAMP:20260920T090000Z", "DTSTART:20261007T080000Z", "DTEND:20261007T093000Z",
          "SUMMARY:Interview: Infrastructure\\, Romashka", "ORGANIZER:mailto:partners@provider.example",
          "STATUS:CONFIRMED",
          "ATTENDEE;CN=\"Olga\";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION:mailto:olga@romashka.example"})
        EXPECT_THAT(lines, Contains(line));
    auto cancelled = sample();
    cancelled.cancelled = true;
    EXPECT_THAT(unfolded(icalendar(cancelled)), Contains("METHOD:CANCEL"));
    EXPECT_THAT(unfolded(icalendar(cancelled)), Contains("STATUS:CANCELLED"));
    EXPECT_THAT(attachment(cancelled).content_type, HasSubstr("method=CANCEL"));
}

TEST(Invitation, LetsNoTextBeginALineOfItsOwn) {
    auto hostile = sample();
    const std::string injected = "x\r\nATTACH:file:///etc/passwd\nEND:VEVENT\rBEGIN:VALARM";
    hostile.summary = hostile.place = hostile.description = hostile.attendee_name = hostile.uid = injected;
    hostile.attendee_name += "\";X=\"";
    hostile.organizer = "a@b.example\r\nATTACH:x";
    const auto lines = unfolded(icalendar(hostile));
    for (const auto& line : lines) {
        EXPECT_THAT(line, Not(testing::StartsWith("ATTACH")));
        EXPECT_THAT(line, Not(testing::StartsWith("BEGIN:VALARM")));
        EXPECT_THAT(line, Not(testing::StartsWith("ORGANIZER")));
    }
    EXPECT_EQ(std::ranges::count(lines, "END:VEVENT"), 1);
    EXPECT_THAT(lines, Contains("DESCRIPTION:x\\nATTACH:file:///etc/passwd\\nEND:VEVENT\\nBEGIN:VALARM"));
    EXPECT_THAT(lines, Contains(HasSubstr("BEGIN:VALARM';X='\";ROLE=")));
}

TEST(Invitation, FoldsBetweenCharacters) {
    auto lengthy = sample();
    for (int i = 0; i < 40; ++i) lengthy.description += "собеседование; ";
    const auto lines = unfolded(icalendar(lengthy));
    std::string expected = "DESCRIPTION:";
    for (int i = 0; i < 40; ++i) expected += "собеседование\\; ";
    EXPECT_THAT(lines, Contains(expected));
}

TEST(Invitation, GoesWithTheLettersAboutAnInterview) {
    SmallTown town;
    town.tell("subject:company", "Romashka LLC");
    town.tell("subject:e", "olga@romashka.example");
    const auto partner = town.add(
        "partner",
        json(
            "{'name': 'subject:company', 'locale': 'en', 'contacts': [{'name': 'Olga', 'email': 'subject:e', "
            "'role': 'owner'}]}"));
    const std::vector<SentMessage> sent = {{"interview.rescheduled", "interview", {}, "i.scxml:1:1", {}},
                                           {"interview.cancelled", "interview", {}, "i.scxml:2:1", {}},
                                           {"interview.passed", "interview", {}, "i.scxml:3:1", {}}};
    std::vector<TemplateSource> plain;
    for (const auto& message : sent)
        for (const auto* language : {".en.txt", ".ru.txt"})
            plain.push_back({message.key + language, "Subject: x\n\nIt is so.\n"});
    const Correspondence ours(
        *Letters::read(plain, sent, shipped_rulebook()),
        {.program = "", .url = "", .contact = "partners@provider.example", .mailboxes = {}});
    const auto fields = json(
        "{'technology': 'ml-ai', 'place': 'Room 5', 'starts_at': '2026-10-07T08:00:00.000Z', "
        "'ends_at': '2026-10-07T09:30:00.000Z'}");
    const auto letter = [&](const char* key, const Value& of, runtime::Sequence record) {
        auto row = town.row(partner, key, "partner", of);
        row.record = record;
        return *ours.letter(row, "subject:e", town);
    };
    const auto moved = letter("interview.rescheduled", fields, 21);
    ASSERT_EQ(moved.attachments.size(), 1u);
    const auto entry = unfolded(moved.attachments.front().bytes);
    EXPECT_THAT(entry, Contains("METHOD:REQUEST"));
    EXPECT_THAT(entry, Contains("SEQUENCE:21"));
    EXPECT_THAT(entry, Contains("SUMMARY:Interview: ML & AI\\, Romashka LLC"));
    EXPECT_THAT(entry, Contains("LOCATION:Room 5"));
    EXPECT_THAT(entry, Contains("DESCRIPTION:It is so.\\n"));
    const auto gone = letter("interview.cancelled", fields, 22);
    ASSERT_EQ(gone.attachments.size(), 1u);
    const auto removal = unfolded(gone.attachments.front().bytes);
    EXPECT_THAT(removal, Contains("METHOD:CANCEL"));
    const auto uid = *std::ranges::find_if(entry, [](const auto& line) { return line.starts_with("UID:"); });
    EXPECT_THAT(removal, Contains(uid));
    EXPECT_TRUE(letter("interview.cancelled", fields.with("starts_at", nullptr), 23).attachments.empty());
    EXPECT_TRUE(letter("interview.passed", fields, 24).attachments.empty());
}

}  // namespace
}  // namespace waymark::partner
