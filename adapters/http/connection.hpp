// One connection: reads requests one after another, has each answered, writes the answers in order. A client
// may send ahead; no more than one request is worked on at a time. Lives in its own coroutine. Thread: the
// server's.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include "adapters/http/chunks.hpp"
#include "adapters/http/front.hpp"

namespace waymark::http {

class Connection {
  public:
    Connection(Front& front, boost::asio::ip::tcp::socket socket, const boost::asio::ip::address& peer);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Until the connection ends.
    boost::asio::awaitable<void> run();

    // For the register.
    [[nodiscard]] bool waits_for_request() const { return phase_ == Phase::idle || phase_ == Phase::head; }
    [[nodiscard]] bool idle() const { return phase_ == Phase::idle; }
    [[nodiscard]] std::uint64_t turn() const { return turn_; }
    [[nodiscard]] Tick deadline() const { return deadline_; }
    /// Its deadline has passed.
    void expire();
    void close();

  private:
    enum class Phase : std::uint8_t { idle, head, body, answering, writing, closing };
    enum class Progress : std::uint8_t { complete, more, refused };

    void begin(Phase phase, std::chrono::milliseconds time);
    Progress take_head();
    Progress take_body();
    Progress refuse(const Refusal& refusal);
    /// What the end of the stream, or of patience, means in this phase.
    void end_of_input();

    boost::asio::awaitable<bool> receive();  // false: no more will come
    boost::asio::awaitable<bool> complete(Progress (Connection::*take)());
    boost::asio::awaitable<void> answer();
    boost::asio::awaitable<void> submit(Exchange& exchange, Submission& submission);
    boost::asio::awaitable<void> handle_aside(Exchange& exchange, std::optional<Outcome>& outcome);
    boost::asio::awaitable<bool> flush();
    boost::asio::awaitable<void> linger();
    void respond(const Response& response, std::string_view route, const runtime::Actor* actor);
    void forget_request();

    Front& front_;
    boost::asio::ip::tcp::socket socket_;
    boost::asio::ip::address peer_;
    Phase phase_ = Phase::idle;
    Tick deadline_ = 0;
    std::uint64_t turn_ = 0;  // in which its present phase began
    bool timed_out_ = false, close_after_ = false;

    boost::beast::flat_buffer input_;
    HeadScan scan_;
    std::string head_text_;  // the head's own copy, since `input_` moves while a body arrives
    Head head_;
    Framing framing_;
    Chunks chunks_;
    std::string chunked_body_;
    std::string_view body_;
    std::size_t body_bytes_ = 0;  // of `input_`, to be consumed with the request
    std::string output_;
    Wakes::Sleeper sleeper_;
};

}  // namespace waymark::http
