// Editions of the rules on their way (edition.scxml): whether a file can be one, what stands against its
// proposal and its publication, and bringing what is published into the book. Pure but for the book.
#pragma once

#include "workflows/partner/calendar.hpp"
#include "workflows/partner/edition_book.hpp"
#include "workflows/runtime/program.hpp"

namespace waymark::partner {

/// What stands in the instance's text. Errors: "bad-rulebook", as read_edition() has it.
Result<Edition> edition_in(const runtime::Instance& edition);

/// Of a start's data. Errors: "form-invalid", a violation for each finding with its place in the file.
Done check_draft(const states::Value& data);

/// "editions": those that are proposed, published or in force, all under "editions".
std::vector<runtime::Lookup> edition_lookups();

/// Of the instance at the question's instant: {version, from: as its file says; code: why it cannot be
/// proposed or published now, or null; text: {en, ru}}. Codes: "BAD_DATE": its first day has begun already;
/// "DUPLICATE": its version or its first day is another's, one of `known` or one that is proposed.
states::Value edition_fact(const Editions& known, const Calendar& calendar,
                           const runtime::FactQuestion& question);

/// The book as the instance's state wants it: published, it counts. Thread: the writer's.
void keep(EditionBook& book, const runtime::Instance& edition);

}  // namespace waymark::partner
