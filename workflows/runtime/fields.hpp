// Fields both ways: which members of data an actor sees, and which of an event's he sets. Asks the program;
// whatever of an instance, an event or a message leaves the service passes here. Pure.
#pragma once

#include "workflows/runtime/instance.hpp"
#include "workflows/runtime/program.hpp"
#include "workflows/runtime/record.hpp"

namespace waymark::runtime {

/// A variable of an instance of the workflow.
bool may_see(const Program& program, const Actor& actor, std::string_view workflow, std::string_view name);

/// Of an event's data the members that he may see; data that is no object has none, and is shown.
states::Value seen_of_event(const Program& program, const Actor& actor, std::string_view workflow,
                            const states::Event& event);

/// May he know of a message to this audience, about an instance that he may know of?
bool may_read_message(const Program& program, const Actor& actor, const Notification& message);
/// Of a message's fields those that he may see.
states::Value seen_of_message(const Program& program, const Actor& actor, std::string_view workflow,
                              const Notification& message);

/// What a guard looked at ("missed", "_event.data.reason"), sent this event: may he see it?
bool may_see_path(const Program& program, const Actor& actor, const Definition& definition,
                  std::string_view event, std::string_view path);

/// Errors: "form-invalid": a member that another role sets.
Done check_settable(const Program& program, const Actor& actor, std::string_view workflow,
                    std::string_view event, const states::Value& data);
/// The form without the members that he may not set.
states::Value form_for(const Program& program, const Actor& actor, std::string_view workflow,
                       const states::EventDeclaration& event);

}  // namespace waymark::runtime
