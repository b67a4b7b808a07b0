// The pure functions that expressions may call by name ("Math.floor", "until", "add_days" …). A chart is
// compiled against one such table, and stepped with the same one. Not a place for anything with a clock, I/O
// or state of its own.
#pragma once

#include <functional>
#include <span>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

#include "states/instant.hpp"
#include "states/value.hpp"

namespace waymark::states {

/// Thrown by a function or an operator that cannot give a value: becomes error.execution in the chart
/// (SCXML 5.9).
class EvaluationError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

class Functions {
  public:
    using Function = std::function<Value(std::span<const Value> arguments)>;
    struct Entry {
        std::string name;
        std::size_t least, most;  // number of arguments
        Function call;
    };

    static constexpr std::size_t any_number =
        0xffff;  // `most` of a function that takes as many arguments as it gets

    /// Math.*, strings, arrays, instants: what every chart has. Domain code adds its own (calendars,
    /// windows).
    Functions();
    void add(std::string name, std::size_t least, std::size_t most, Function function);
    [[nodiscard]] const Entry* find(std::string_view name) const;

  private:
    std::unordered_map<std::string, Entry> entries_;
};

}  // namespace waymark::states
