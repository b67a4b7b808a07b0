// The OpenAPI 3.1 document, made from the table of routes and the program's charts. Not written by hand, so
// that it cannot lag behind; a test holds it against the routes and against real answers. Thread: any.
#pragma once

#include <string>

#include "adapters/http/routes.hpp"

namespace waymark::http {

std::string openapi_document(const Routes& routes, const runtime::Program& program,
                             const std::string& version);

}  // namespace waymark::http
