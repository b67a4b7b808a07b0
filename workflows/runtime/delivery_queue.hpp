// Which letters are to be written next, and which are under way. Not who they go to, nor what became of them:
// rows say that, and it only follows them. Owned by the courier, on the writer's thread.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "workflows/runtime/rows.hpp"

namespace waymark::runtime {

/// One thing to do for a message: find its recipients (`recipient` is empty), or write to one of them.
struct DeliveryTask {
    OutboxKey message;
    std::string recipient;
    friend auto operator<=>(const DeliveryTask&, const DeliveryTask&) = default;
};

class DeliveryQueue {
  public:
    /// A message leaves so long after its record.
    explicit DeliveryQueue(std::chrono::microseconds hold) : hold_(hold) {}

    /// The message as it stands now. What is under way stays so until the row shows that it was tried.
    void take(const OutboxRow& row);
    /// The earliest, at most so many; from now on they are under way.
    std::vector<DeliveryTask> take_due(Instant now, std::size_t most);
    /// Not done: they wait again.
    void give_back(const std::vector<DeliveryTask>& tasks);

    [[nodiscard]] std::optional<Instant> first() const;
    [[nodiscard]] std::size_t waiting() const { return order_.size(); }
    [[nodiscard]] std::size_t under_way() const { return under_way_; }

  private:
    struct Entry {
        Instant due;
        std::uint32_t attempts = 0;
        bool busy = false;
    };
    using Entries = std::map<std::string, Entry>;  // by recipient
    [[nodiscard]] Entries wanted(const OutboxRow& row) const;
    void remove(OutboxKey message, const std::string& recipient, const Entry& entry);

    std::chrono::microseconds hold_;
    std::map<OutboxKey, Entries> open_;
    std::set<std::pair<Instant, DeliveryTask>> order_;  // what is not under way
    std::size_t under_way_ = 0;
};

}  // namespace waymark::runtime
