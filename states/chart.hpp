// A compiled SCXML document: dense indices, no string look-ups while stepping. Immutable after read_chart,
// shared by all threads. Not an instance: what changes is in State (states/state.hpp).
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "states/functions.hpp"
#include "states/result.hpp"

namespace waymark::states {

using StateIndex = std::uint32_t;       // in document order; 0 is the <scxml> element itself
using TransitionIndex = std::uint32_t;  // in document order

/// A text for people, in the languages of the house. Absent languages are empty.
struct Text {
    std::string en, ru;
    [[nodiscard]] const std::string& in(std::string_view language) const {
        return language == "ru" && !ru.empty() ? ru : en;
    }
};

/// <wm:event>: an event that somebody outside may send: who, with what form, and how it is called.
struct EventDeclaration {
    std::string name;
    Text title, description;
    std::vector<std::string> roles;  // empty: nobody outside; only charts send it
    std::vector<std::string> facts;  // what the service adds to the data before the step: _event.data.facts
    bool confidential = false;       // the partner's own people do not learn of it from a history
    Value form;                      // JSON Schema of the data; undefined: the event takes no data
};

/// What the checker and the reader found wrong; `place` is file:line:column.
struct Finding {
    std::string code, place, message;
};

class Program;  // states/program.hpp: the compiled tables, for the interpreter alone

class Chart {
  public:
    Chart(std::unique_ptr<const Program> program);
    ~Chart();

    [[nodiscard]] const std::string& name() const;
    [[nodiscard]] const Text& title() const;
    [[nodiscard]] std::size_t states() const;
    [[nodiscard]] std::string_view state_id(StateIndex state) const;  // generated ids begin with '_'
    [[nodiscard]] const Text& state_title(StateIndex state) const;
    /// wm:awaits: the roles of the people who are to act while the state is active.
    [[nodiscard]] std::span<const std::string> awaits(StateIndex state) const;
    [[nodiscard]] bool atomic(StateIndex state) const;
    /// While the state is active, the first active atomic state lies within it: it is in the first region of
    /// every parallel state that holds it.
    [[nodiscard]] bool is_principal(StateIndex state) const;
    /// One past the state's last descendant: they follow it.
    [[nodiscard]] StateIndex end_of(StateIndex state) const;
    [[nodiscard]] std::span<const EventDeclaration> events() const;
    [[nodiscard]] const EventDeclaration* event(std::string_view name) const;
    /// <wm:start>: who may start an instance from outside and with what; nullptr when only charts start it.
    [[nodiscard]] const EventDeclaration* start() const;
    /// The names of State::data, in its order: the top-level <data>, the <data> of states, the names that
    /// only a <foreach> introduces.
    [[nodiscard]] std::span<const std::string> data_names() const;

    [[nodiscard]] const Program& program() const { return *program_; }

  private:
    std::unique_ptr<const Program> program_;
};

/// Fetches what `src` attributes name (`file:` URLs below a base folder); returns text or the reason.
using Fetch = std::function<Result<std::string>(std::string_view uri)>;

/// Reads and compiles a document. `functions` must outlive the chart.
/// Errors: "bad-chart" (first fault; all of them in details.findings as {code, place, message}), place
/// file:line:column.
///         "chart-unsupported" for <script>, <invoke> and ECMAScript beyond the native expressions
///         (docs/charts.md). An attribute that is no ECMAScript expression at all is no error here: it raises
///         error.execution when evaluated.
/// Source: SCXML 1.0 section 3, 5.9; ADR 0004.
Result<std::shared_ptr<const Chart>> read_chart(std::string_view xml, std::string_view file,
                                                const Functions& functions, const Fetch& fetch = {});

}  // namespace waymark::states
