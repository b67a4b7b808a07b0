// The functions on arrays and objects that every chart has: append, without, contains, pluck, find_by,
// without_by, count, merge.
#pragma once

#include "states/functions.hpp"

namespace waymark::states {

void add_list_functions(Functions& functions);

}  // namespace waymark::states
