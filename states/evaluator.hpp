// The port behind which expressions are compiled and evaluated: the native one here (states/expression.cpp),
// a script engine later. An evaluator belongs to one chart; compiled expressions are immutable and may be
// evaluated by several threads at once.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "states/functions.hpp"
#include "states/result.hpp"

namespace waymark::states {

using Slot = std::uint32_t;        // index into State::data
using Expression = std::uint32_t;  // index of a compiled expression in its evaluator

/// The variables of a chart by name: every <data id>, then every new name that a <foreach> introduces. Filled
/// by the reader before any expression is compiled, so that an identifier becomes a slot at compile time.
class Variables {
  public:
    Slot add(std::string_view name);  // the slot of the name, a new one when it is new
    [[nodiscard]] std::optional<Slot> find(std::string_view name) const;
    [[nodiscard]] std::span<const std::string> names() const { return names_; }

  private:
    std::vector<std::string> names_;
};

/// What an expression sees while it is evaluated.
class Scope {
  public:
    virtual ~Scope() = default;
    /// The variable, or nullptr when it does not exist (yet): a ReferenceError, and `typeof` gives
    /// "undefined".
    [[nodiscard]] virtual const Value* variable(Slot slot) const = 0;
    virtual void set_variable(Slot slot, Value value) = 0;
    /// `_event`, `_sessionid`, `_name`, `_ioprocessors`, `_x`, `now`; nullptr when unbound (_event before the
    /// first event).
    [[nodiscard]] virtual const Value* system(std::string_view name) const = 0;
    /// True when the data of the event is not known yet (possibilities()): `_event.data` is then neither this
    /// nor that.
    [[nodiscard]] virtual bool event_data_unknown() const { return false; }
    /// In(id)
    [[nodiscard]] virtual bool in(std::string_view state_id) const = 0;
};

enum class Truth : std::uint8_t { no, yes, unknown };

class Evaluator {
  public:
    virtual ~Evaluator() = default;

    /// Errors: "expression-syntax": no expression of ECMAScript at all (the caller raises error.execution
    /// when it is evaluated);
    ///         "expression-unsupported": ECMAScript beyond what this evaluator does (the caller refuses the
    ///         document); place is the column in the text, from 1.
    virtual Result<Expression> compile(std::string_view text) = 0;
    /// A left-hand side: identifier, member, index. Errors as compile.
    virtual Result<Expression> compile_location(std::string_view text) = 0;

    // These throw EvaluationError. The scope is not const because of `++` and `--` alone (W3C test 444 counts
    // in a guard).
    virtual Value evaluate(Expression expression, Scope& scope) const = 0;
    virtual bool evaluate_condition(Expression expression, Scope& scope) const = 0;
    virtual void assign(Expression location, Value value, Scope& scope) const = 0;

    /// Three-valued: unknown only where scope.event_data_unknown() and the result hangs on it (&& and || as
    /// Kleene has them). Changes nothing: what `++` and `--` do is forgotten. Throws EvaluationError where
    /// the condition would, whatever the data.
    virtual Truth judge(Expression expression, const Scope& scope) const = 0;
    /// The data paths an expression names ("exit_date", "_event.data.date"): compiled expressions of each,
    /// for reasons; the longest ones, in order of appearance, each once. To evaluate one throws where it is
    /// unbound.
    [[nodiscard]] virtual std::span<const std::pair<std::string, Expression>> paths(
        Expression expression) const = 0;
};

/// The side-effect-free expressions of ECMAScript 5 (docs/expressions.md). `functions` and `variables` must
/// outlive it.
std::unique_ptr<Evaluator> native_evaluator(const Functions& functions, const Variables& variables);
/// The null data model: In() and nothing else (SCXML B.1).
std::unique_ptr<Evaluator> null_evaluator();

}  // namespace waymark::states
