// Fires what is due: in a family before one of its events, and everywhere when the alarm goes. Each timer is
// a trip of its own, with its due instant as `now`, once, in due order. On the writer's thread.
#pragma once

#include "workflows/runtime/stage.hpp"

namespace waymark::runtime {

/// Has the batch room for another trip?
bool has_room(const Stage& stage);

/// Every timer of the family that is due by the batch's now. False: the batch is full before all are through.
bool fire_due(Stage& stage, FamilyId family);

/// The same, however much room it takes.
void fire_all_due_in(Stage& stage, FamilyId family);

/// Of all families, in the order of due, until none is due or `most` records were made. False: there are
/// more.
bool fire_all_due(Stage& stage, const DueTree& dues, std::size_t most);

}  // namespace waymark::runtime
