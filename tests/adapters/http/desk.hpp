// The program that the surface is tested with: a desk where tickets are opened, wait, and are closed, with
// tasks below them, and persons. Small, but with a form, a guard with its reason, a timer, a message, a child
// and a personal property; and with a question about tickets and a report.
#pragma once

#include "workflows/runtime/program.hpp"

namespace waymark::http {

runtime::Program desk_program(const states::Functions& functions);

}  // namespace waymark::http
