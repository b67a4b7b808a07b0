// The form of an event: a JSON Schema, compiled once, that tells what is wrong with data somebody sent.
// Immutable.
#pragma once

#include <memory>

#include "states/result.hpp"

namespace waymark::runtime {

class Form {
  public:
    /// Errors: "bad-form": not a JSON Schema that can be compiled.
    static Result<Form> compile(const states::Value& schema);
    Form(Form&&) noexcept;
    Form& operator=(Form&&) noexcept;
    ~Form();

    /// Errors: "form-invalid", place = pointer of the first violation, details.violations = [{pointer,
    /// message}].
    [[nodiscard]] Done check(const states::Value& data) const;
    [[nodiscard]] const states::Value& schema() const;
    /// Some property is marked "personal": true.
    [[nodiscard]] bool personal() const;

  private:
    struct Compiled;
    explicit Form(std::unique_ptr<Compiled> compiled);
    std::unique_ptr<Compiled> compiled_;
};

/// The answer to data that breaks a form: one violation.
Error form_invalid(std::string pointer, std::string message);

}  // namespace waymark::runtime
