"""The states of the held-out documents: captions, common names, places. None of them is among the training ones."""

from training.synthesis.drawing.person import Locale

STATES = [
    Locale("ITA", "REPUBBLICA ITALIANA", "ITALIAN REPUBLIC", "CARTA DI IDENTITÀ|PASSAPORTO|PATENTE DI GUIDA",
        "Cognome|Nome|Data di nascita|Luogo di nascita|Sesso|Cittadinanza|Data di emissione|Data di scadenza|Autorità|Numero|Codice fiscale|Residenza|Firma del titolare",
        "Niccolò,Giosuè,Matteo,Fabio,Raffaele", "Chiara,Mariasole,Noemi,Giada,Aurora", "Dalla Torre,Ferrari,Niccolai,D'Amico,Lo Presti,Zanella", "", "Forlì,Cefalù,Perugia,Torino,Bari", "Comune di Perugia", "italiana", "via Garibaldi,piazza Dante"),
    Locale("NLD", "KONINKRIJK DER NEDERLANDEN", "KINGDOM OF THE NETHERLANDS", "IDENTITEITSKAART|PASPOORT|RIJBEWIJS",
        "Naam|Voornamen|Geboortedatum|Geboorteplaats|Geslacht|Nationaliteit|Datum van afgifte|Geldig tot|Autoriteit|Documentnummer|Persoonsnummer|Adres|Handtekening",
        "Daniël,Joost,Pieter,Ruben,Sjoerd", "Zoë,Femke,Marijke,Saskia,Noor", "van der Meer,de Vries,IJsbrand,Brouwer,van 't Hoff", "", "Zwolle,Delft,'s-Hertogenbosch,Breda", "Burg. van Delft", "Nederlandse", "Kerkstraat,Hoofdweg"),
    Locale("ROU", "ROMÂNIA", "ROMANIA", "CARTE DE IDENTITATE|PAȘAPORT|PERMIS DE CONDUCERE",
        "Nume|Prenume|Data nașterii|Locul nașterii|Sex|Cetățenie|Data eliberării|Valabilitate|Emisă de|Seria și numărul|CNP|Domiciliu|Semnătura",
        "Ștefan,Ionuț,Răzvan,Cătălin,Mihai", "Ștefania,Ioana,Mădălina,Anca,Ruxandra", "Țăranu,Popescu,Dumitrașcu,Bălan,Ghiță", "", "Brașov,Iași,Timișoara,Constanța", "SPCLEP Iași", "Română", "Str. Mihai Viteazu,Bd. Unirii"),
    Locale("FIN", "SUOMEN TASAVALTA", "REPUBLIC OF FINLAND", "HENKILÖKORTTI|PASSI|AJOKORTTI",
        "Sukunimi|Etunimet|Syntymäaika|Syntymäpaikka|Sukupuoli|Kansalaisuus|Myöntämispäivä|Viimeinen voimassaolo|Viranomainen|Numero|Henkilötunnus|Osoite|Nimikirjoitus",
        "Väinö,Jari,Eemeli,Tapio,Mikko", "Päivi,Aino,Hilkka,Sääri,Venla", "Mäkelä,Hyvönen,Räsänen,Koskinen,Lähteenmäki", "", "Jyväskylä,Hämeenlinna,Oulu,Pori", "Poliisi", "Suomi", "Mannerheimintie,Koivukuja"),
    Locale("HRV", "REPUBLIKA HRVATSKA", "REPUBLIC OF CROATIA", "OSOBNA ISKAZNICA|PUTOVNICA|VOZAČKA DOZVOLA",
        "Prezime|Ime|Datum rođenja|Mjesto rođenja|Spol|Državljanstvo|Datum izdavanja|Vrijedi do|Izdala|Broj|OIB|Prebivalište|Potpis",
        "Đuro,Šime,Zvonimir,Luka", "Đurđica,Željka,Mirna,Iva", "Horvat,Šarić,Kovačević,Perković,Žuvić", "", "Šibenik,Požega,Osijek,Zadar", "PU Zadarska", "hrvatsko", "Ulica kralja Zvonimira,Riva"),
    Locale("MKD", "РЕПУБЛИКА СЕВЕРНА МАКЕДОНИЈА", "REPUBLIC OF NORTH MACEDONIA", "ЛИЧНА КАРТА|ПАСОШ|ВОЗАЧКА ДОЗВОЛА",
        "Презиме|Име|Датум на раѓање|Место на раѓање|Пол|Државјанство|Датум на издавање|Важи до|Издадена од|Број|ЕМБГ|Адреса|Потпис",
        "Ѓорѓи,Љупчо,Никола,Ристо", "Љубица,Ѓурѓа,Билјана,Весна", "Ѓорѓиевски,Трајковски,Њагулов,Ќосев", "", "Битола,Охрид,Ќафасан,Штип", "МВР Битола", "македонско", "Илинденска,Широк Сокак"),
    Locale("KAZ", "ҚАЗАҚСТАН РЕСПУБЛИКАСЫ", "REPUBLIC OF KAZAKHSTAN", "ЖЕКЕ КУӘЛІК|ПАСПОРТ|ЖҮРГІЗУШІ КУӘЛІГІ",
        "Тегі|Аты|Туған күні|Туған жері|Жынысы|Азаматтығы|Берілген күні|Қолданылу мерзімі|Берген мекеме|Нөмірі|ЖСН|Мекенжайы|Қолы",
        "Ерлан,Нұрлан,Айдос,Серік", "Айгүл,Сәуле,Динара,Жанар", "Әбенов,Сейітов,Құрманов", "Әбенова,Сейітова,Құрманова", "Алматы,Қарағанды,Шымкент", "ІШКІ ІСТЕР МИНИСТРЛІГІ", "Қазақстан", "Абай көшесі,Достық даңғылы"),
    Locale("IDN", "REPUBLIK INDONESIA", "REPUBLIC OF INDONESIA", "KARTU TANDA PENDUDUK|PASPOR|SURAT IZIN MENGEMUDI",
        "Nama keluarga|Nama|Tanggal lahir|Tempat lahir|Jenis kelamin|Kewarganegaraan|Tgl. pengeluaran|Berlaku hingga|Kantor|Nomor|NIK|Alamat|Tanda tangan",
        "Budi,Agus,Bambang,Rizki,Wayan", "Siti,Dewi,Ratna,Putri,Ni Made", "Santoso,Wijaya,Hidayat,Nugroho,Suryani", "", "Yogyakarta,Bandung,Denpasar,Medan", "Kantor Imigrasi", "WNI", "Jl. Merdeka,Jl. Diponegoro"),
]
