// The service's time, and whether its timers may run. `now` never runs backwards; a wall clock that jumped, a
// long silence or a restored backup hold all timers until a person confirms. Not the records of it: those the
// writer makes. Owned by the service.
#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "workflows/runtime/service.hpp"

namespace waymark::runtime {

class Holds {
  public:
    Holds(const Clock& clock, const Settings& settings) : clock_(clock), settings_(settings) {}

    /// The wall clock, but never before an instant given out or recorded earlier. Thread: any.
    [[nodiscard]] Instant now() const;
    /// Time goes on from the journal's last record.
    void not_before(Instant recorded);

    [[nodiscard]] Hold get() const;  // Thread: any
    [[nodiscard]] bool held() const { return !get().reason.empty(); }
    void set(Hold hold);

    // The rest is for the writer's thread.

    /// Why the timers must be held: the wall clock is further ahead than the time since boot explains. Looked
    /// for since accept().
    std::optional<std::string> jump();
    /// Why the timers must be held at a start: nothing was recorded for too long.
    [[nodiscard]] std::optional<std::string> silence(Instant last_record) const;
    /// The clocks are right as they stand.
    void accept();

  private:
    const Clock& clock_;
    const Settings& settings_;
    mutable std::mutex mutex_;
    mutable Instant latest_{Instant::min()};
    Hold hold_;
    std::optional<Instant>
        boot_;  // the wall clock's instant of the boot, by both clocks; the latest that was accepted
};

}  // namespace waymark::runtime
