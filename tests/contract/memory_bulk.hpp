// The in-memory fake of the slices. Thread: as the port says.
#pragma once

#include <map>
#include <mutex>

#include "tests/contract/failures.hpp"
#include "workflows/runtime/ports/bulk.hpp"

namespace waymark::contract {

class MemoryBulk final : public runtime::Bulk {
  public:
    /// The n-th put from now fails, once, and leaves nothing.
    void fail_put(std::uint64_t n, Failure failure) { failures_.order(n, failure); }

    Put put(runtime::InstanceId owner, std::uint32_t number, std::string_view bytes) override {
        failures_.meet("put");
        const std::lock_guard lock(mutex_);
        const auto [slice, added] = slices_.try_emplace({owner, number}, bytes);
        return added ? Put::kept : slice->second == bytes ? Put::known : Put::different;
    }
    void erase(runtime::InstanceId owner, std::uint32_t number) override {
        const std::lock_guard lock(mutex_);
        slices_.erase({owner, number});
    }
    std::vector<std::uint32_t> slices(runtime::InstanceId owner) override {
        const std::lock_guard lock(mutex_);
        std::vector<std::uint32_t> numbers;
        for (auto at = slices_.lower_bound({owner, 0}); at != slices_.end() && at->first.first == owner; ++at)
            numbers.push_back(at->first.second);
        return numbers;
    }
    std::optional<std::string> slice(runtime::InstanceId owner, std::uint32_t number) override {
        const std::lock_guard lock(mutex_);
        const auto found = slices_.find({owner, number});
        return found == slices_.end() ? std::nullopt : std::optional(found->second);
    }
    std::vector<runtime::InstanceId> owners() override {
        const std::lock_guard lock(mutex_);
        std::vector<runtime::InstanceId> all;
        for (const auto& [key, bytes] : slices_)
            if (all.empty() || all.back() != key.first) all.push_back(key.first);
        return all;
    }

  private:
    mutable std::mutex mutex_;
    std::map<std::pair<runtime::InstanceId, std::uint32_t>, std::string> slices_;
    Failures failures_;
};

}  // namespace waymark::contract
