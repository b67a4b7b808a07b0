// The one who decides and writes: takes what waits, steps it, commits it in one append, then answers. What is
// refused, stepped or fired in a batch sees what came before it in the same batch; when the commit fails all
// of it never was. Owned by the service; submit from any thread, the rest on the writer's.
#pragma once

#include <boost/unordered/unordered_flat_set.hpp>

#include "workflows/runtime/courier.hpp"
#include "workflows/runtime/idempotency.hpp"
#include "workflows/runtime/stage.hpp"
#include "workflows/runtime/write_back.hpp"

namespace waymark::runtime {

class Writer {
  public:
    using Reply = Service::Reply;
    /// After each commit, on the writer's thread: what it changed.
    using Committed = std::function<void(const Changes&)>;

    Writer(Ports ports, Stage& stage, DueTree& dues, Window& window, WriteBack& write_back,
           Idempotency& idempotency, Courier& courier, Committed committed);

    void submit(Command command, Reply reply);
    /// From now on commands are answered "stopping". Thread: any.
    void stop();
    [[nodiscard]] bool stopping() const;

    /// A batch of its own (Service::perform_together).
    Result<std::vector<RefusedJoint>> perform_together(const std::vector<Joint>& commands, bool dry_run);

    /// One batch: commands, then timers that are due. Posts itself again when there is more.
    void drain();
    /// Until no command waits and no timer is due.
    void drain_all();
    /// Commits a record without instance. False: the disk is full.
    bool note(Cause cause, states::Value what, std::optional<DefinitionRow> definition = {});
    /// A clock that somebody moves on purpose does not jump.
    void clock_is_moved(bool moved);
    /// The earliest due of all, unless the timers are held.
    [[nodiscard]] std::optional<Instant> next_due() const;
    /// The last attempt to write found no room.
    [[nodiscard]] bool disk_full() const { return disk_full_; }
    /// No command waits.
    [[nodiscard]] bool idle() const;

  private:
    struct Waiting {
        Command command;
        Reply reply;
    };
    struct Settled {
        Reply reply;
        std::optional<IdempotencyKey> key;
        Result<Answer> result;
    };
    static constexpr std::size_t most_waiting = 65'536;
    static constexpr std::chrono::microseconds quiet =
        std::chrono::seconds(1);  // so long without a commit is a quiet moment
    static constexpr std::chrono::microseconds retry =
        std::chrono::seconds(1);  // of timers, when the disk is full

    std::optional<Error> enqueue(Command& command, Reply& reply, bool& post);
    /// When the next message must leave; never while the timers are held or nothing can be recorded.
    [[nodiscard]] std::optional<Instant> next_mail() const;
    bool make_room();
    void take();
    void step_taken();
    std::optional<Result<Answer>> step(const Command& command);
    Result<Answer> perform(const Command& command);
    void look_at_clock();
    bool commit();
    void reply_all();
    void go_on();
    void set_alarm();

    Ports ports_;
    Stage& stage_;
    DueTree& dues_;
    Window& window_;
    WriteBack& write_back_;
    Idempotency& idempotency_;
    Courier& courier_;
    Committed committed_;

    mutable std::mutex mutex_;
    std::deque<Waiting> queue_;
    boost::unordered_flat_set<std::string> in_flight_;  // keys of what waits or is being done
    bool posted_ = false, stopping_ = false;

    // The writer's thread alone.
    std::deque<Waiting> taken_;
    std::vector<Settled> settled_;
    std::size_t new_keys_ = 0;  // of this batch
    bool clock_is_moved_ = false, disk_full_ = false;
    Instant last_commit_;
    Instant alarm_ = Instant::max();
};

}  // namespace waymark::runtime
