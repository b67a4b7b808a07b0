// An answer or the reason there is none. Not for failures of the world (those are exceptions) nor for our own
// faults (CHECK).
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "states/check.hpp"
#include "states/value.hpp"

namespace waymark {

/// Why something was not done, for a program (code), for a person (message) and for the eye (place).
struct Error {
    std::string
        code;  ///< stable, lower-case-with-dashes, e.g. "event-not-possible"; one page each in docs/errors.md
    std::string message;    ///< what is wrong and what to do about it, one or two sentences
    std::string place;      ///< file:line:column, a JSON pointer, an option's name, or empty
    states::Value details;  ///< an object with more, shown to programs; undefined when there is no more
};

template <class T>
class [[nodiscard]] Result {
  public:
    Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool ok() const { return held_.index() == 0; }
    explicit operator bool() const { return ok(); }

    T& value() & {
        CHECK(ok());
        return std::get<0>(held_);
    }
    const T& value() const& {
        CHECK(ok());
        return std::get<0>(held_);
    }
    T&& value() && {
        CHECK(ok());
        return std::get<0>(std::move(held_));
    }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const Error& error() const& {
        CHECK(!ok());
        return std::get<1>(held_);
    }
    Error&& error() && {
        CHECK(!ok());
        return std::get<1>(std::move(held_));
    }

  private:
    std::variant<T, Error> held_;
};

/// A Result with nothing to give but the fact.
using Done = Result<std::monostate>;
inline Done done() { return Done(std::monostate{}); }

}  // namespace waymark
