// Takes the window's rows into the projections: sorted by key, in slices, the mark with the last one. Never
// ahead of the journal, because the window holds committed changes only. Owned by the service's core; must
// outlive what it posted: finish() before its end.
#pragma once

#include <atomic>
#include <chrono>

#include "workflows/runtime/ports/executor.hpp"
#include "workflows/runtime/window.hpp"

namespace waymark::runtime {

inline constexpr std::size_t slice_rows = 5'000;

/// All rows of the generation, the mark with the last of them. Throws StorageFull, StorageFailed: then again,
/// from the beginning.
void write_generation(const Window::Generation& generation, Projections& projections,
                      std::optional<Instant> forget_idempotency_before);

class WriteBack {
  public:
    WriteBack(Window& window, Projections& projections, Executor& executor, std::size_t window_rows,
              std::chrono::microseconds idempotency_kept);

    /// After each commit: posts a write-back when the window is full or when one is left over that found the
    /// disk full.
    void committed(Instant now);
    /// Posts a write-back of whatever waits (a moment of quiet). Does nothing while one is posted.
    void begin(Instant now);
    /// The writer must wait: the window holds twice what it should.
    [[nodiscard]] bool behind() const;
    /// The disk had no room for the last write-back: nothing is lost, the rows wait in the window.
    [[nodiscard]] bool left_over() const { return left_over_.load(); }
    /// Writes back all that waits; returns when the projections are complete. Throws StorageFull,
    /// StorageFailed. Thread: any but the projections' own.
    void finish(Instant now);

    // All but finish: thread any; nothing thrown here. StorageFailed comes out of the executor's task and
    // ends the process.

  private:
    /// False: nothing waits.
    bool write_one(Instant now);

    Window& window_;
    Projections& projections_;
    Executor& executor_;
    std::size_t window_rows_;
    std::chrono::microseconds idempotency_kept_;
    std::atomic<bool> posted_ = false, left_over_ = false;
    std::shared_ptr<const Window::Generation>
        generation_;  // being written, or left over; the executor's alone
};

}  // namespace waymark::runtime
