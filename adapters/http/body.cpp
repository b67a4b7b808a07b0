#include "adapters/http/body.hpp"

#include <cmath>

namespace waymark::http {
namespace {

/// A member's name as a JSON pointer. Source: RFC 6901 section 3.
std::string pointer_to(std::string_view name) {
    std::string pointer = "/";
    for (const char c : name) {
        if (c == '~')
            pointer += "~0";
        else if (c == '/')
            pointer += "~1";
        else
            pointer += c;
    }
    return pointer;
}

Error form_invalid(const states::Value::Array& violations) {
    const auto& first = violations.front();
    return {"form-invalid", first["pointer"].string() + ": " + first["message"].string(),
            first["pointer"].string(), states::Value::Object{{"violations", violations}}};
}

}  // namespace

Result<Body> Body::parse(std::string_view text) {
    auto value = states::parse_json(text);
    if (!value) return std::move(value).error();
    if (!value->is_object())
        return form_invalid(
            {states::Value::Object{{"pointer", ""}, {"message", "The body must be a JSON object."}}});
    Body body;
    body.members_ = value->object();
    body.taken_.resize(body.members_.size());
    return body;
}

const states::Value* Body::take(std::string_view name) {
    for (std::size_t i = 0; i < members_.size(); ++i)
        if (members_[i].first == name) {
            taken_[i] = true;
            return &members_[i].second;
        }
    return nullptr;
}

void Body::violate(std::string_view name, std::string message) {
    violations_.push_back(
        states::Value::Object{{"pointer", pointer_to(name)}, {"message", std::move(message)}});
}

std::string Body::text(std::string_view name) {
    const auto* value = take(name);
    if (value != nullptr && value->is_string() && !value->string().empty()) return value->string();
    violate(name,
            value == nullptr ? "The member is missing." : "The member must be a text that is not empty.");
    return {};
}

std::string Body::optional_text(std::string_view name) {
    const auto* value = take(name);
    if (value == nullptr || value->is_null()) return {};
    if (value->is_string()) return value->string();
    violate(name, "The member must be a text.");
    return {};
}

runtime::InstanceId Body::id(std::string_view name) {
    const auto* value = take(name);
    if (value == nullptr) {
        violate(name, "The member is missing.");
        return {};
    }
    const auto id = value->is_string() ? runtime::parse_instance_id(value->string()) : std::nullopt;
    if (!id) violate(name, "The member must be an id: 13 letters and digits.");
    return id.value_or(runtime::InstanceId{});
}

std::optional<Instant> Body::optional_instant(std::string_view name) {
    const auto* value = take(name);
    if (value == nullptr || value->is_null()) return std::nullopt;
    const auto instant = value->is_string() ? parse_instant(value->string()) : std::nullopt;
    if (!instant) violate(name, "The member must be an instant such as 2026-03-31T21:00:00Z.");
    return instant;
}

std::optional<std::uint64_t> Body::optional_number(std::string_view name) {
    const auto* value = take(name);
    if (value == nullptr || value->is_null()) return std::nullopt;
    constexpr double beyond = 9007199254740992.0;  // 2^53
    if (value->is_number() && value->number() >= 0 && value->number() < beyond &&
        std::floor(value->number()) == value->number())
        return static_cast<std::uint64_t>(value->number());
    violate(name, "The member must be a whole number from 0.");
    return std::nullopt;
}

states::Value Body::optional_value(std::string_view name) {
    const auto* value = take(name);
    return value == nullptr ? states::Value() : *value;
}

states::Value Body::rest() const {
    states::Value::Object rest;
    for (std::size_t i = 0; i < members_.size(); ++i)
        if (!taken_[i]) rest.push_back(members_[i]);
    return rest;
}

Done Body::finish() {
    for (std::size_t i = 0; i < members_.size(); ++i)
        if (!taken_[i]) violate(members_[i].first, "The body has no such member here; check its spelling.");
    return check();
}

Done Body::check() const {
    if (!violations_.empty()) return form_invalid(violations_);
    return done();
}

Error below(std::string_view prefix, Error error) {
    if (error.code != "form-invalid") return error;
    const auto& violations = error.details["violations"];
    if (!violations.is_array()) return error;
    states::Value::Array moved;
    for (const auto& each : violations.array())
        moved.push_back(
            each.with("pointer", std::string(prefix) + std::string(each["pointer"].string_or(""))));
    error.place.insert(0, prefix);
    error.details = error.details.with("violations", std::move(moved));
    return error;
}

}  // namespace waymark::http
