// What the data of a transition's events can hold: the forms of those that come from outside, the parameters
// of those that charts send. Lives while the transition's expressions are checked.
#pragma once

#include "states/checks/survey.hpp"

namespace waymark::states {

class Shapes {
  public:
    Shapes(const Subject& subject, const TransitionNode& transition);

    /// False: somebody may send it with anything, or nobody sends it.
    [[nodiscard]] bool known() const { return !shapes_.empty() && !any_; }
    /// No sender gives the member.
    [[nodiscard]] bool lack(std::span<const std::string> path) const;
    /// The member's type by all the forms ("string", "number" …); empty when that cannot be told.
    [[nodiscard]] std::string type(std::span<const std::string> path) const;
    [[nodiscard]] bool may_be(std::span<const std::string> path, const Value& value) const;
    /// The forms know the member, and do not require it.
    [[nodiscard]] bool optional(std::span<const std::string> path) const;
    /// "the form of \"x\" has", "who sends \"x\" gives": for a sentence that ends in "no such member".
    [[nodiscard]] std::string who() const;

    [[nodiscard]] static std::string type_name(const Value& value);

  private:
    struct Shape {
        const Value* form = nullptr;       // or
        std::vector<std::string> members;  // and whatever else they may be
        std::string event;
        const std::vector<std::string>* facts = nullptr;  // of a declared event: what the program adds
    };
    void take_declaration(const EventDeclaration& declaration);
    void take_send(const SendAction& send, const std::vector<std::string>* facts);
    [[nodiscard]] static const Value* schema_at(const Shape& shape, std::span<const std::string> path);
    [[nodiscard]] static bool lacks(const Shape& shape, std::span<const std::string> path);

    std::vector<Shape> shapes_;
    bool any_ = false;
};

}  // namespace waymark::states
