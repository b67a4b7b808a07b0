// The fake of the mail port: letters arrive in memory, each is answered at once or when the test says so.
#pragma once

#include <mutex>
#include <utility>
#include <vector>

#include "workflows/runtime/ports/mail.hpp"

namespace waymark::contract {

class MemoryMail final : public runtime::Mail {
  public:
    using Answer = std::function<runtime::PostReport(const runtime::Letter&)>;

    /// By default every letter is accepted.
    explicit MemoryMail(
        Answer answer =
            [](const runtime::Letter&) {
                return runtime::PostReport{runtime::Posted::accepted, "250 taken", std::nullopt};
            })
        : answer_(std::move(answer)) {}
    ~MemoryMail() override { release({runtime::Posted::later, "the service is stopping", std::nullopt}); }

    void post(runtime::Letter letter, std::function<void(runtime::PostReport)> done) override {
        auto report = letter.address.find('@') == std::string::npos
                          ? runtime::PostReport{runtime::Posted::never, "no address", std::nullopt}
                          : answer_(letter);
        {
            const std::lock_guard lock(mutex_);
            if (report.outcome == runtime::Posted::accepted) arrived_.push_back(std::move(letter));
            if (held_) return held_letters_.push_back(std::move(done));
        }
        done(std::move(report));
    }

    [[nodiscard]] std::vector<runtime::Letter> arrived() const {
        const std::lock_guard lock(mutex_);
        return arrived_;
    }
    /// From now on nothing is answered until release().
    void hold() {
        const std::lock_guard lock(mutex_);
        held_ = true;
    }
    void release(const runtime::PostReport& report) {
        std::vector<std::function<void(runtime::PostReport)>> waiting;
        {
            const std::lock_guard lock(mutex_);
            held_ = false;
            waiting.swap(held_letters_);
        }
        for (const auto& done : waiting) done(report);
    }

  private:
    const Answer answer_;
    mutable std::mutex mutex_;
    bool held_ = false;
    std::vector<runtime::Letter> arrived_;
    std::vector<std::function<void(runtime::PostReport)>> held_letters_;
};

}  // namespace waymark::contract
