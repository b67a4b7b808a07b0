// A server on a free loopback port over a whole service in this process: the in-memory store, a clock moved
// by hand, real threads, and a small program of charts (a desk with tickets) in which everything that the
// surface must show happens.
#pragma once

#include <memory>
#include <string>

#include "adapters/http/server.hpp"

namespace waymark::http {

class Served {
  public:
    explicit Served(ServerOptions options = {}, bool rehearsal = true);
    ~Served();
    Served(const Served&) = delete;
    Served& operator=(const Served&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    /// The token of a person with this role: "agent", "lead", "auditor", "admin", or "none".
    [[nodiscard]] std::string token(const std::string& role) const;
    /// The token of a person to whom only this family exists.
    [[nodiscard]] std::string customer_token(const std::string& family) const;

    [[nodiscard]] Server& server() const;
    [[nodiscard]] runtime::Service& service() const;
    /// A second server over the same service, for the length of the call.
    [[nodiscard]] Done start_another(const ServerOptions& options) const;
    /// The next append to the journal fails: the disk is full.
    void fill_disk() const;
    /// Commands wait until let_go(): what is sent meanwhile is under way.
    void hold_writer() const;
    void let_go() const;

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace waymark::http
