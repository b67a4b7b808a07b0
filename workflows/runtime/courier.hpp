// Sees to it that messages leave: when the hold is over it has the program name the recipients and write the
// letters, and hands those to the Mail port. What becomes of them it has the writer record; only the record
// counts. Never in the way of a change: all but the queue is done on an executor of its own. Owned by the
// service's core. Thread: the writer's, where nothing else is said.
#pragma once

#include <atomic>
#include <deque>
#include <mutex>

#include "workflows/runtime/delivery_queue.hpp"
#include "workflows/runtime/holds.hpp"
#include "workflows/runtime/inquiry.hpp"

namespace waymark::runtime {

class Courier {
  public:
    using Submit = std::function<void(Command, Service::Reply)>;
    /// Brings tasks back to the writer's thread, for give_back(). Thread: the executor's.
    using GiveBack = std::function<void(std::vector<DeliveryTask>)>;

    /// Without `ports`, or when the program writes no letters, messages stay where they are.
    Courier(const std::optional<MailPorts>& ports, const Program& program, const Settings& settings,
            const Holds& holds, const Reading& reading, Journal& journal, Submit submit, GiveBack give_back);
    ~Courier();
    Courier(const Courier&) = delete;
    Courier& operator=(const Courier&) = delete;

    [[nodiscard]] bool delivers() const { return ports_ != nullptr; }
    /// A message as it stands after a commit, or at the start.
    void take(const OutboxRow& row);
    /// Nothing: nothing waits, or as much as may be is under way.
    [[nodiscard]] std::optional<Instant> next_due() const;
    void send_due(Instant now);
    void give_back(const std::vector<DeliveryTask>& tasks) { queue_.give_back(tasks); }

    /// No further letter is begun, no further report heard; those that came are submitted. Thread: any but
    /// the executor's and the writer's.
    void stop();
    /// All that was posted to the executor so far has run. True: all that is known of letters is recorded.
    /// Thread: as stop().
    bool settle();
    /// How often letters were begun.
    [[nodiscard]] std::uint64_t begun() const { return begun_; }
    [[nodiscard]] MailFigures figures() const;  // Thread: any

  private:
    static constexpr std::size_t most_under_way = 128;
    static constexpr std::chrono::microseconds submit_again = std::chrono::seconds(1);

    /// Where reports arrive, from any thread, at any time: it outlives the courier.
    struct Door {
        std::mutex mutex;
        Courier* courier = nullptr;  // nullptr: closed
    };

    // The rest runs on the executor.
    void work(std::vector<DeliveryTask> tasks);
    void address(const OutboxRow& row, Inquiry& inquiry);
    void write(const OutboxRow& row, const std::string& recipient, Inquiry& inquiry);
    void conclude(OutboxKey message, const std::string& recipient, PostReport report);
    void submit();
    void submitted(const Result<Answer>& answer);
    [[nodiscard]] double chance();

    const MailPorts* ports_ = nullptr;
    const Program& program_;
    const Settings& settings_;
    const Holds& holds_;
    const Reading& reading_;
    Journal& journal_;
    Submit submit_;
    GiveBack give_back_;
    std::shared_ptr<Door> door_ = std::make_shared<Door>();

    DeliveryQueue queue_;  // the writer's

    std::vector<DeliveryOutcome> outcomes_;  // the executor's: not submitted yet
    std::vector<DeliveryOutcome> submitted_;
    std::atomic<bool> stopped_ = false;
    std::atomic<std::uint64_t> begun_ = 0, waiting_ = 0, under_way_ = 0, undeliverable_ = 0;
    std::array<std::atomic<std::uint64_t>, 5> attempts_{};  // by Posted
};

/// "<instance>.<record>.<index>.<digest of the recipient>@<domain>": the same for every attempt.
std::string message_id(const OutboxRow& row, const std::string& recipient, const std::string& domain);

}  // namespace waymark::runtime
