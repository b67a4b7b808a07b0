// A mail server in memory that answers as a test says: at once, later, or never. What it was given is kept.
// Thread: one.
#pragma once

#include <deque>
#include <optional>

#include "workflows/runtime/ports/mail.hpp"

namespace waymark::runtime {

class FakeMail final : public Mail {
  public:
    using Done = std::function<void(PostReport)>;

    void post(Letter letter, Done done) override {
        letters.push_back(letter);
        if (auto report = answer(letter)) return done(std::move(*report));
        waiting.push_back(std::move(done));
    }
    /// Answers the oldest that waits.
    void finish(PostReport report) {
        auto done = std::move(waiting.front());
        waiting.pop_front();
        done(std::move(report));
    }
    [[nodiscard]] std::vector<std::string> addresses() const {
        std::vector<std::string> all;
        for (const auto& letter : letters) all.push_back(letter.address);
        return all;
    }

    /// Nothing: it waits for finish().
    std::function<std::optional<PostReport>(const Letter&)> answer = [](const Letter&) {
        return PostReport{Posted::accepted, "250 taken", {}};
    };
    std::vector<Letter> letters;
    std::deque<Done> waiting;
};

}  // namespace waymark::runtime
