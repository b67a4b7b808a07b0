// Who may see and do what, beside the roles that each event names in its definition: questions to the one
// table (policy_table.hpp), deny by default. Pure.
#pragma once

#include <string_view>

#include "workflows/runtime/actor.hpp"

namespace waymark::partner {

/// Whether the table has a row for the workflow; without one nobody knows of its instances.
bool has_policy(std::string_view workflow);

/// May he know of an instance of this workflow in this family? What he may not know does not exist for him.
/// `assigned`: it is assigned to him.
bool may_read(const runtime::Actor& actor, std::string_view workflow, runtime::FamilyId family,
              bool assigned = false);

/// May he know of an attachment of this kind and read it, of an instance that he may know of?
bool may_read_attachment(const runtime::Actor& actor, std::string_view kind);

/// Fields: may he see this member of the data of such an instance, of an event sent to it (`event` is empty
/// for the instance's own data) or of a message about it? Of one whose instance he may know of.
bool may_see(const runtime::Actor& actor, std::string_view workflow, std::string_view event,
             std::string_view member);

/// Whether the table names the member; one that it does not name is the team's.
bool names_member(std::string_view workflow, std::string_view event, std::string_view member);

/// Fields the other way: may he set this member of the data of an event that he may send?
bool may_set(const runtime::Actor& actor, std::string_view workflow, std::string_view event,
             std::string_view member);

/// Messages to this audience, about an instance that he may know of.
bool may_read_messages_to(const runtime::Actor& actor, std::string_view audience);

/// The service's own books: "journal", "definitions", "timers", "outbox".
bool may_read_book(const runtime::Actor& actor, std::string_view book);

/// "resume", "release", "clock", "backup", "mail", "undo".
bool may_operate(const runtime::Actor& actor, std::string_view operation);

}  // namespace waymark::partner
