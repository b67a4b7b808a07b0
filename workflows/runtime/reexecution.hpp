// Takes a recorded step again, from the state before it, and says how the outcome differs from what is
// recorded. Not for undos, which take none (undo_audit.hpp). Pure but for its scratch memory; one per thread.
#pragma once

#include <string>

#include "workflows/runtime/record.hpp"
#include "workflows/runtime/stepping.hpp"

namespace waymark::runtime {

class Reexecution {
  public:
    /// `before`: nullptr for the first record of an instance. Empty: the same came out.
    std::string difference(const Record& record, const Instance* before, const Definition& definition);

  private:
    std::string step(const Record& record, const Instance* before, const states::Chart& chart,
                     states::State& state);

    Stepping stepping_;
    states::Outcome outcome_;
};

}  // namespace waymark::runtime
