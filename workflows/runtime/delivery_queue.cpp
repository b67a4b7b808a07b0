#include "workflows/runtime/delivery_queue.hpp"

namespace waymark::runtime {

DeliveryQueue::Entries DeliveryQueue::wanted(const OutboxRow& row) const {
    Entries entries;
    if (row.recipients.empty() && row.delivery == Delivery::pending) entries[""] = {row.at + hold_, 0, false};
    for (const auto& recipient : row.recipients)
        if (is_open(recipient.delivery))
            entries[recipient.recipient] = {recipient.next_at, recipient.attempts, false};
    return entries;
}

void DeliveryQueue::take(const OutboxRow& row) {
    auto entries = wanted(row);
    if (const auto known = open_.find(row.key()); known != open_.end()) {
        for (const auto& [recipient, entry] : known->second) {
            const auto still = entries.find(recipient);
            if (still != entries.end() && entry.busy && still->second.attempts == entry.attempts) {
                still->second = entry;
            } else {
                remove(row.key(), recipient, entry);
            }
        }
        open_.erase(known);
    }
    if (entries.empty()) return;
    for (const auto& [recipient, entry] : entries)
        if (!entry.busy) order_.insert({entry.due, {row.key(), recipient}});
    open_.emplace(row.key(), std::move(entries));
}

std::vector<DeliveryTask> DeliveryQueue::take_due(Instant now, std::size_t most) {
    std::vector<DeliveryTask> due;
    while (due.size() < most && !order_.empty() && order_.begin()->first <= now) {
        auto task = std::move(order_.extract(order_.begin()).value().second);
        open_.at(task.message).at(task.recipient).busy = true;
        ++under_way_;
        due.push_back(std::move(task));
    }
    return due;
}

void DeliveryQueue::give_back(const std::vector<DeliveryTask>& tasks) {
    for (const auto& task : tasks) {
        const auto message = open_.find(task.message);
        if (message == open_.end()) continue;
        const auto entry = message->second.find(task.recipient);
        if (entry == message->second.end() || !entry->second.busy) continue;
        entry->second.busy = false;
        --under_way_;
        order_.insert({entry->second.due, task});
    }
}

std::optional<Instant> DeliveryQueue::first() const {
    if (order_.empty()) return std::nullopt;
    return order_.begin()->first;
}

void DeliveryQueue::remove(OutboxKey message, const std::string& recipient, const Entry& entry) {
    if (entry.busy) {
        --under_way_;
    } else {
        order_.erase({entry.due, {message, recipient}});
    }
}

}  // namespace waymark::runtime
