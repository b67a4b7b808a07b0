// Who may see and do what, beside the roles that each event names in its definition. One table, deny by
// default. Pure.
#pragma once

#include <string_view>

#include "workflows/runtime/actor.hpp"

namespace waymark::partner {

/// May he know of an instance of this workflow in this family? What he may not know does not exist for him.
bool may_read(const runtime::Actor& actor, std::string_view workflow, runtime::FamilyId family);

/// The service's own books: "journal", "definitions", "timers", "outbox".
bool may_read_book(const runtime::Actor& actor, std::string_view book);

/// "resume", "release", "clock", "backup".
bool may_operate(const runtime::Actor& actor, std::string_view operation);

}  // namespace waymark::partner
