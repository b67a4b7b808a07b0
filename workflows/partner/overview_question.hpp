// "overview" about a partner: everything that the asker may know of it in one answer.
#pragma once

#include "workflows/runtime/program.hpp"

namespace waymark::partner {

/// {partner: the instance, members: {WORKFLOW: [instance]}, next: [{instance, event, due}] by due}. An
/// instance is {id, workflow, state, title: {en, ru}, since, data}: since when it has been in the state; of
/// the data what the asker may see, with personal texts revealed. What has ended is among them. `may_read`:
/// the program's.
runtime::Question overview_question(decltype(runtime::Program::may_read) may_read);

}  // namespace waymark::partner
