// The shapes of what goes in and out, as JSON Schemas of the OpenAPI document. presentation.cpp and the
// resources write to them; a test validates real answers against them.
#pragma once

#include <string_view>

namespace waymark::http {

/// {"schemas": {…}, "parameters": {…}} of the document's components, but for what depends on the program.
std::string_view component_texts();

}  // namespace waymark::http
