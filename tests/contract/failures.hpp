// Tells a fake of a store when to fail, as a disk would: the n-th call from now, once.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>

#include "workflows/runtime/ports/journal.hpp"

namespace waymark::contract {

enum class Failure : std::uint8_t { full, failed };

class Failures {
  public:
    /// n = 1: the next call. A new order replaces the one before.
    void order(std::uint64_t n, Failure failure) {
        const std::lock_guard lock(mutex_);
        left_ = n;
        failure_ = failure;
    }
    /// Throws when this is the call that was to fail.
    void meet(const std::string& what) {
        const std::lock_guard lock(mutex_);
        if (left_ == 0 || --left_ != 0) return;
        if (failure_ == Failure::full) throw runtime::StorageFull(what + ": no room, as ordered");
        throw runtime::StorageFailed(what + ": I/O error, as ordered");
    }

  private:
    std::mutex mutex_;
    std::uint64_t left_ = 0;
    Failure failure_ = Failure::full;
};

}  // namespace waymark::contract
