// A small validator of JSON Schema, as far as the OpenAPI document uses it: to hold real answers against what
// is promised of them.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

namespace waymark::http {

/// What is wrong with `value`; references are resolved within `document`.
std::vector<std::string> violations(const boost::json::value& document, const boost::json::value& schema,
                                    const boost::json::value& value, const std::string& at = "");

}  // namespace waymark::http
