#include "workflows/runtime/form.hpp"

#include <boost/json.hpp>
#include <charconv>
#include <chrono>
#include <cmath>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace waymark::runtime {

namespace {

boost::json::value json_of(const states::Value& value) {
    using Kind = states::Value::Kind;
    switch (value.kind()) {
        case Kind::boolean:
            return value.boolean();
        case Kind::number: {
            // To a schema 3.0 is an integer, as it is in JSON.
            const double number = value.number();
            if (std::trunc(number) == number && std::abs(number) < 9007199254740992.0)
                return static_cast<std::int64_t>(number);
            return number;
        }
        case Kind::string:
            return boost::json::string(value.string());
        case Kind::array: {
            boost::json::array array;
            for (const auto& element : value.array()) array.push_back(json_of(element));
            return array;
        }
        case Kind::object: {
            boost::json::object object;
            for (const auto& [name, member] : value.object())
                if (!member.is_undefined()) object.emplace(name, json_of(member));
            return object;
        }
        default:
            return nullptr;
    }
}

/// valijson's path {"<root>", "[name]", "[0]"} as a JSON pointer (RFC 6901).
std::string pointer_of(const std::vector<std::string>& context) {
    std::string pointer;
    for (std::size_t i = 1; i < context.size(); ++i) {
        pointer += '/';
        const auto& step = context[i];
        const bool bracketed = step.size() >= 2 && step.front() == '[' && step.back() == ']';
        for (const char c :
             bracketed ? std::string_view(step).substr(1, step.size() - 2) : std::string_view(step)) {
            if (c == '~') {
                pointer += "~0";
            } else if (c == '/') {
                pointer += "~1";
            } else {
                pointer += c;
            }
        }
    }
    return pointer;
}

bool marks_personal(const states::Value& schema) {
    if (schema.is_array())
        return std::ranges::any_of(schema.array(),
                                   [](const auto& element) { return marks_personal(element); });
    if (!schema.is_object()) return false;
    const auto& personal = schema["personal"];
    if (personal.is_boolean() && personal.boolean()) return true;
    return std::ranges::any_of(schema.object(),
                               [](const auto& member) { return marks_personal(member.second); });
}

/// The validator makes a regular expression for each date that it meets, which takes longer than a step:
/// where check_dates() looks, it does not hear of them.
states::Value without_dates(const states::Value& schema) {
    states::Value::Object members;
    for (const auto& [name, member] : schema.object()) {
        if (name == "format" && member == states::Value("date")) continue;
        if (name == "properties" && member.is_object()) {
            states::Value::Object properties;
            for (const auto& [property, of] : member.object())
                properties.emplace_back(property, of.is_object() ? without_dates(of) : of);
            members.emplace_back(name, std::move(properties));
        } else {
            members.emplace_back(name,
                                 name == "items" && member.is_object() ? without_dates(member) : member);
        }
    }
    return members;
}

bool is_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    const auto number = [&](std::size_t at, std::size_t digits) {
        unsigned value = 0;  // which no sign stands before
        const auto* const end = text.data() + at + digits;
        const auto read = std::from_chars(text.data() + at, end, value);
        return read.ec == std::errc() && read.ptr == end ? static_cast<int>(value) : -1;
    };
    const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
    if (year < 0 || month < 0 || day < 0) return false;
    return (std::chrono::year(year) / month / day).ok();
}

Error invalid(states::Value::Array violations) {
    std::string pointer(violations.front()["pointer"].string_or(""));
    std::string message = "The data does not fit the event's form" +
                          (pointer.empty() ? "" : " at " + pointer) + ": " +
                          std::string(violations.front()["message"].string_or(""));
    return Error{"form-invalid", std::move(message), std::move(pointer),
                 states::Value::Object{{"violations", std::move(violations)}}};
}

states::Value violation(std::string pointer, std::string message) {
    return states::Value::Object{{"pointer", std::move(pointer)}, {"message", std::move(message)}};
}

void check_dates(const states::Value& schema, const states::Value& data, const std::string& pointer,
                 states::Value::Array& violations) {
    if (schema["format"] == states::Value("date") && data.is_string() && !is_date(data.string()))
        violations.push_back(violation(pointer, "is no date such as 2026-03-31"));
    if (data.is_object() && schema["properties"].is_object())
        for (const auto& [name, member] : schema["properties"].object())
            check_dates(member, data[name], pointer + "/" + name, violations);
    if (data.is_array() && schema["items"].is_object())
        for (std::size_t i = 0; i < data.array().size(); ++i)
            check_dates(schema["items"], data.array()[i], pointer + "/" + std::to_string(i), violations);
}

/// What stands between the last two quotes: the property that the validator speaks of.
std::string quoted_name(const std::string& description) {
    const auto end = description.rfind('\'');
    const auto begin = end == std::string::npos ? end : description.rfind('\'', end - 1);
    return begin == std::string::npos ? std::string() : description.substr(begin + 1, end - begin - 1);
}

/// The validator's finding, pointing at the member itself, in words for who filled the form in.
states::Value violation_of(const valijson::ValidationResults::Error& found) {
    auto pointer = pointer_of(found.context);
    const auto& text = found.description;
    if (text.starts_with("Object contains a property that could not be validated"))
        return violation(pointer + "/" + quoted_name(text), "the form has no such member");
    if (text.starts_with("Missing required property"))
        return violation(pointer + "/" + quoted_name(text), "is missing");
    if (text.find("'pattern'") != std::string::npos)
        return violation(std::move(pointer), "is not written in the form that is asked for");
    return violation(std::move(pointer), text);
}

}  // namespace

struct Form::Compiled {
    states::Value source;
    bool personal = false, dates = false;
    valijson::Schema schema;
};

Form::Form(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
Form::Form(Form&&) noexcept = default;
Form& Form::operator=(Form&&) noexcept = default;
Form::~Form() = default;

Result<Form> Form::compile(const states::Value& schema) {
    auto compiled = std::make_unique<Compiled>();
    compiled->source = schema;
    compiled->personal = marks_personal(schema);
    try {
        const auto others = schema.is_object() ? without_dates(schema) : schema;
        compiled->dates = others != schema;
        const auto json = json_of(others);
        valijson::SchemaParser parser;
        parser.populateSchema(valijson::adapters::BoostJsonAdapter(json), compiled->schema);
    } catch (const std::exception& failure) {
        return Error{
            "bad-form", std::string("not a JSON Schema that can be used: ") + failure.what(), {}, {}};
    }
    return Form(std::move(compiled));
}

Done Form::check(const states::Value& data) const {
    const auto json = json_of(data.is_undefined() ? states::Value(states::Value::Object{}) : data);
    // It keeps the patterns that it has met, all of forms.
    thread_local valijson::Validator validator(valijson::Validator::kStrongTypes);
    valijson::ValidationResults results;
    states::Value::Array violations;
    try {
        const bool fits =
            validator.validate(compiled_->schema, valijson::adapters::BoostJsonAdapter(json), &results);
        if (compiled_->dates) check_dates(compiled_->source, data, {}, violations);
        if (fits && violations.empty()) return done();
    } catch (const std::exception& failure) {
        // "format" of something that is no text.
        return form_invalid({}, std::string("a member has the wrong type (") + failure.what() + ")");
    }
    for (const auto& result : results)
        // The outer levels only repeat that something within them is wrong.
        if (!result.description.starts_with(
                "Failed to validate against schema associated with property name"))
            violations.push_back(violation_of(result));
    if (violations.empty()) violations.push_back(violation({}, "the data does not fit the form"));
    return invalid(std::move(violations));
}

const states::Value& Form::schema() const { return compiled_->source; }

bool Form::personal() const { return compiled_->personal; }

Error form_invalid(std::string pointer, std::string message) {
    states::Value::Array violations;
    violations.push_back(violation(std::move(pointer), std::move(message)));
    return invalid(std::move(violations));
}

}  // namespace waymark::runtime
