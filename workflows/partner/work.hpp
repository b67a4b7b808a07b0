// Whose an instance is, and whether what it waits for is past its term: for worklists. Pure.
#pragma once

#include "workflows/runtime/instance.hpp"

namespace waymark::partner {

/// The architect of an interview, the manager of a presale request, the partner account manager of what an
/// account manager is to do, an import of whoever had it checked; 0: nobody's.
runtime::InstanceId assigned_to(const runtime::Instance& instance, const runtime::Instance& root);

bool overdue(const runtime::Instance& instance);

}  // namespace waymark::partner
