// One connection to one mail server, and the letters that pass it one after another. Blocks its thread:
// libcurl waits for the answer to a letter's end and to QUIT without giving way (ADR 0009). Not a queue: that
// is the host's. Thread: one, but abort().
#pragma once

#include <curl/curl.h>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "adapters/smtp/reply.hpp"
#include "adapters/smtp/ruling.hpp"
#include "adapters/smtp/settings.hpp"
#include "workflows/runtime/ports/clock.hpp"

namespace waymark::smtp {

class Session {
  public:
    Session(const Settings& settings, const Server& server, const runtime::Clock& clock);
    ~Session();  // QUIT
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// Connects, if there is no connection, and hands the letter over.
    Ruling send(const Address& to, const std::string& message);
    /// QUIT. The next letter opens a new connection.
    void close();
    /// What is under way ends at once, and everything after it. Thread: any.
    void abort();

  private:
    struct Extensions {
        bool utf8 = false;
        std::size_t size = 0;  // 0: not limited
    };
    /// One attempt at one letter.
    struct Attempt {
        const Address* to = nullptr;
        const std::string* message = nullptr;
        std::size_t sent = 0;
        Stage stage = Stage::sender;
        bool fresh = false;  // it opened the connection
        bool answered = false;
        std::string refusal, timeout;  // ours, before the server's
        std::chrono::microseconds began{0}, since{0};
    };

    CURLcode perform(const Address& to, const std::string& message);
    void prepare();
    void enter(Stage stage);
    void see_command(std::string_view command);
    void see_extensions();
    [[nodiscard]] std::chrono::milliseconds limit() const;
    [[nodiscard]] Ruling judge(CURLcode status);
    [[nodiscard]] std::string failure(CURLcode status) const;
    bool is_connected();
    bool is_aborted();
    [[nodiscard]] std::string local_refusal() const;

    // What libcurl calls; `self` is the session.
    static std::size_t on_reply(char* bytes, std::size_t one, std::size_t count, void* self);
    static std::size_t on_read(char* bytes, std::size_t one, std::size_t count, void* self);
    static int on_progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t);
    static int on_debug(CURL*, curl_infotype type, char* bytes, std::size_t size, void* self);
    static int on_ready(void* self, char*, char*, int, int);
    static curl_socket_t on_open(void* self, curlsocktype, curl_sockaddr* address);
    static int on_close(void* self, curl_socket_t socket);

    const Settings& settings_;
    const Server server_;
    const runtime::Clock& clock_;
    std::unique_ptr<CURL, void (*)(CURL*)> curl_;
    char curl_words_[CURL_ERROR_SIZE] = {};
    Extensions extensions_;
    Attempt attempt_;
    ReplyReader reply_;
    std::size_t letters_ = 0;  // that passed this connection
    bool leaving_ = false;     // QUIT is said

    std::mutex mutex_;  // of what abort() needs
    bool aborted_ = false;
    std::set<curl_socket_t> sockets_;
};

}  // namespace waymark::smtp
