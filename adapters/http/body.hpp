// The JSON object of a request's body, taken apart by name. What is missing, of the wrong kind or unknown is
// collected, so that one answer names all of it. Errors: "bad-json", "form-invalid" with details.violations =
// [{pointer, message}].
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "states/instant.hpp"
#include "states/result.hpp"
#include "workflows/runtime/ids.hpp"

namespace waymark::http {

class Body {
  public:
    static Result<Body> parse(std::string_view text);

    // Each takes a member; a violation is noted when it is missing (unless optional) or of the wrong kind.
    std::string text(std::string_view name);
    /// Empty when it is missing or null.
    std::string optional_text(std::string_view name);
    runtime::InstanceId id(std::string_view name);
    std::optional<Instant> optional_instant(std::string_view name);
    /// Whole and at least 0.
    std::optional<std::uint64_t> optional_number(std::string_view name);
    /// Undefined when it is missing.
    states::Value optional_value(std::string_view name);

    /// Notes what the caller found wrong with a member.
    void object(std::string_view name, std::string message) { violate(name, std::move(message)); }

    /// The members that nobody took.
    [[nodiscard]] states::Value rest() const;
    /// Unknown members are violations too.
    [[nodiscard]] Done finish();
    /// Only what was noted so far.
    [[nodiscard]] Done check() const;

  private:
    const states::Value* take(std::string_view name);
    void violate(std::string_view name, std::string message);

    states::Value::Object members_;
    std::vector<bool> taken_;
    states::Value::Array violations_;
};

/// The same error with `prefix` before each of its pointers: what a form says of a part of the body, said of
/// the whole.
Error below(std::string_view prefix, Error error);

}  // namespace waymark::http
