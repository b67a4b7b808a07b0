#include "tests/adapters/http/schema_check.hpp"

#include <algorithm>
#include <regex.h>

namespace waymark::http {
namespace {

namespace json = boost::json;

bool is_of(const json::value& value, std::string_view type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_bool();
    if (type == "null") return value.is_null();
    if (type == "integer") return value.is_int64() || value.is_uint64();
    return type == "number" && value.is_number();
}

bool has_type(const json::value& value, const json::value& types) {
    if (types.is_string()) return is_of(value, std::string(types.as_string()));
    return std::ranges::any_of(types.as_array(), [&](const json::value& type) {
        return is_of(value, std::string(type.as_string()));
    });
}

/// By POSIX's extended expressions, which the document's patterns are too.
bool matches(const std::string& text, const std::string& pattern) {
    regex_t compiled;
    if (::regcomp(&compiled, pattern.c_str(), REG_EXTENDED | REG_NOSUB) != 0) return false;
    const bool matched = ::regexec(&compiled, text.c_str(), 0, nullptr, 0) == 0;
    ::regfree(&compiled);
    return matched;
}

class Check {
  public:
    Check(const json::value& document, std::vector<std::string>& found)
        : document_(document), found_(found) {}

    void check(const json::value& schema, const json::value& value, const std::string& at) {
        if (schema.is_bool()) {
            if (!schema.as_bool()) complain(at, "nothing fits here");
            return;
        }
        for (const auto& [keyword, argument] : schema.as_object())
            check_keyword(schema, keyword, argument, value, at);
    }

  private:
    void complain(const std::string& at, const std::string& what) {
        found_.push_back((at.empty() ? "/" : at) + ": " + what);
    }

    [[nodiscard]] std::size_t faults(const json::value& schema, const json::value& value,
                                     const std::string& at) const {
        std::vector<std::string> found;
        Check(document_, found).check(schema, value, at);
        return found.size();
    }

    void check_keyword(const json::value& schema, std::string_view keyword, const json::value& argument,
                       const json::value& value, const std::string& at) {
        if (keyword == "$ref") {
            check(document_.at_pointer(std::string(argument.as_string()).substr(1)), value, at);
        } else if (keyword == "type") {
            if (!has_type(value, argument)) complain(at, "is no " + json::serialize(argument));
        } else if (keyword == "const") {
            if (value != argument) complain(at, "is not " + json::serialize(argument));
        } else if (keyword == "enum") {
            if (std::ranges::find(argument.as_array(), value) == argument.as_array().end())
                complain(at, "is none of the choices");
        } else if (keyword == "allOf") {
            for (const auto& each : argument.as_array()) check(each, value, at);
        } else if (keyword == "anyOf" || keyword == "oneOf") {
            const auto fitting = std::ranges::count_if(
                argument.as_array(), [&](const json::value& each) { return faults(each, value, at) == 0; });
            if (fitting == 0 || (keyword == "oneOf" && fitting != 1))
                complain(at, "fits " + std::to_string(fitting) + " of the choices");
        } else if (value.is_object()) {
            check_object(schema, keyword, argument, value.as_object(), at);
        } else if (value.is_array()) {
            if (keyword == "items")
                for (std::size_t i = 0; i < value.as_array().size(); ++i)
                    check(argument, value.as_array()[i], at + "/" + std::to_string(i));
        } else {
            check_scalar(keyword, argument, value, at);
        }
    }

    void check_object(const json::value& schema, std::string_view keyword, const json::value& argument,
                      const json::object& value, const std::string& at) {
        if (keyword == "properties") {
            for (const auto& [name, each] : argument.as_object())
                if (const auto* member = value.if_contains(name))
                    check(each, *member, at + "/" + std::string(name));
        } else if (keyword == "required") {
            for (const auto& name : argument.as_array())
                if (!value.contains(name.as_string()))
                    complain(at, std::string(name.as_string()) + " is missing");
        } else if (keyword == "additionalProperties" && argument.is_bool() && !argument.as_bool()) {
            const auto* properties = schema.as_object().if_contains("properties");
            for (const auto& [name, each] : value)
                if (properties == nullptr || !properties->as_object().contains(name))
                    complain(at, std::string(name) + " is not described");
        }
    }

    void check_scalar(std::string_view keyword, const json::value& argument, const json::value& value,
                      const std::string& at) {
        if (keyword == "minimum" && value.is_number()) {
            if (value.to_number<double>() < argument.to_number<double>()) complain(at, "is too small");
        } else if (keyword == "maximum" && value.is_number()) {
            if (value.to_number<double>() > argument.to_number<double>()) complain(at, "is too large");
        } else if (keyword == "minLength" && value.is_string()) {
            if (value.as_string().size() < argument.to_number<std::size_t>()) complain(at, "is too short");
        } else if (keyword == "pattern" && value.is_string()) {
            if (!matches(std::string(value.as_string()), std::string(argument.as_string())))
                complain(at, "does not match " + json::serialize(argument));
        } else if (keyword == "format" && value.is_string()) {
            if (argument == "date-time" &&
                !matches(std::string(value.as_string()),
                         "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z$"))
                complain(at, "is no instant");
        }
    }

    const json::value& document_;
    std::vector<std::string>& found_;
};

}  // namespace

std::vector<std::string> violations(const json::value& document, const json::value& schema,
                                    const json::value& value, const std::string& at) {
    std::vector<std::string> found;
    Check(document, found).check(schema, value, at);
    return found;
}

}  // namespace waymark::http
